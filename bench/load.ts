// `npm run load -- --minutes 10`: claims one by one for minutes, by 64 clients, against a server in a process of its own. Its
// memory is sampled; it has to stay as it was, and every claim has to be decided. Ends with status 1 where it did not.
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { startServer } from '../tests/http/server-child.ts';
import { median } from './line.ts';
import { sendClaims } from './live-clients.ts';
import { livePool } from './live-pool.ts';

const CLIENTS = 64;
const SAMPLE_MILLISECONDS = 2_000;
/** How much more memory the last quarter may take than the second: the first is the program getting warm. */
const FLAT = 1.15;

const at = process.argv.indexOf('--minutes');
const minutes = at < 0 ? 10 : Number(process.argv[at + 1]);
if (!(minutes > 0)) {
  process.stderr.write('npm run load -- --minutes N\n');
  process.exit(2);
}

const pool = await livePool(1, 20_000, 20_000);
const { code } = pool.consortium.document;
const server = await startServer(pool.url);
const samples: { megabytes: number; claims: number }[] = [];
const statuses = new Map<number, number>();
const times: number[] = [];
let [sent, decided] = [0, 0];

/** The same claims round and round, each time with numbers of their own; without a provider none bills what another does. */
function nextClaim(): string | undefined {
  if (performance.now() > end) return undefined;
  const claim = pool.claims[sent % pool.claims.length]!;
  sent += 1;
  return JSON.stringify({ ...claim, claim: `live-${sent}`, provider: '' });
}

const began = performance.now();
const end = began + minutes * 60_000;
const timer = setInterval(() => {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)![1]);
  samples.push({ megabytes: kilobytes / 1024, claims: decided });
  process.stderr.write(
    `${samples.length * 2} s: ${decided} claims, ${Math.round(kilobytes / 1024)} MB, load ${loadavg()[0]!.toFixed(1)}\n`,
  );
}, SAMPLE_MILLISECONDS);
try {
  await sendClaims(
    server.url,
    code,
    `/api/v1/consortia/${code}/claims?notEnrolled=accept`,
    CLIENTS,
    nextClaim,
    (one) => {
      statuses.set(one.status, (statuses.get(one.status) ?? 0) + 1);
      if (one.status === 201) decided += 1;
      times.push(one.milliseconds);
    },
  );
} finally {
  clearInterval(timer);
  await server.end();
  await pool.close();
}

const quarter = (number: number) => {
  const length = Math.floor(samples.length / 4);
  return samples.slice((number - 1) * length, number * length);
};
const megabytes = (number: number) => median(quarter(number).map((sample) => sample.megabytes));
const rate = (number: number) => {
  const all = quarter(number);
  return (all.at(-1)!.claims - all[0]!.claims) / (((all.length - 1) * SAMPLE_MILLISECONDS) / 1000);
};
times.sort((a, b) => a - b);
const [second, last] = [megabytes(2), megabytes(4)];
const errors = sent - decided;
process.stdout.write(
  `${JSON.stringify({
    ...{ load: 'live-claim', minutes, clients: CLIENTS, claims: decided, errors },
    statuses: Object.fromEntries(statuses),
    claimsPerSecond: [1, 2, 3, 4].map((number) => Math.round(rate(number))),
    memoryMB: [1, 2, 3, 4].map((number) => Math.round(megabytes(number))),
    milliseconds: { median: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)] },
    isFlat: last <= second * FLAT,
  })}\n`,
);
process.exitCode = errors === 0 && last <= second * FLAT ? 0 : 1;
