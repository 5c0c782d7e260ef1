/** Whether enough witnesses have signed, and since when. */
import { NO_QUORUM, type Policy } from './policy.ts';

/** A witness by its name in the policy, and when it signed, in seconds since 1970. */
export interface Cosigner {
  readonly name: string;
  readonly seconds: number;
}

/** True where the witnesses named make up the quorum of a policy. */
export function isQuorum({ groups, quorum }: Policy, names: Iterable<string>): boolean {
  const signed = new Set(names);
  for (const { name, threshold, members } of groups)
    if (members.filter((member) => signed.has(member)).length >= threshold) signed.add(name);
  return quorum === NO_QUORUM || signed.has(quorum);
}

/** The time by which enough had signed; undefined where they have not yet, or nobody is asked to. */
export function quorumSince(policy: Policy, cosigners: readonly Cosigner[]): number | undefined {
  if (policy.quorum === NO_QUORUM) return undefined;
  const inOrder = cosigners.toSorted((one, other) => one.seconds - other.seconds);
  const last = inOrder.findIndex((_, at) =>
    isQuorum(
      policy,
      inOrder.slice(0, at + 1).map(({ name }) => name),
    ),
  );
  return inOrder[last]?.seconds;
}
