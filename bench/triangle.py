# The peer of the bench `triangle`: chainladder-python on the triangle of Taylor and Ashe, seconds as one JSON line.
import json
import statistics
import time

import chainladder

triangle = chainladder.load_sample("genins")


def mack():
    model = chainladder.MackChainladder().fit(triangle)
    return model.total_mack_std_err_


def bootstrap():
    sample = chainladder.BootstrapODPSample(n_sims=10_000, random_state=1).fit_transform(triangle)
    return chainladder.Chainladder().fit(sample).ibnr_.sum("origin")


def seconds_of(work, times):
    taken = []
    for _ in range(times + 1):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


print(json.dumps({"version": chainladder.__version__, "mack": seconds_of(mack, 5), "bootstrap": seconds_of(bootstrap, 3)}))
