import { type Policy, readPolicy } from '../../core/record/policy.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import { sha256 } from '../../witness/ed25519.ts';
import type { RecordStores } from './commit-facts.ts';
import { keysInForce } from './log-keys.ts';

/** The policy of a log that has announced none: its keys, and no witness. */
const NOBODY = 'quorum none\n';

/**
 * Who has to witness the record, as a C2SP tlog-policy: the keys of the log as they hold now, and below them the witnesses,
 * groups and quorum as they were announced last.
 */
export async function policyText({ records }: RecordStores, consortiumId: number): Promise<string> {
  const keys = keysInForce(await records.keys(consortiumId));
  const announced = (await records.policy(consortiumId))?.content ?? NOBODY;
  return keys.map(({ verifierKey }) => `log ${verifierKey}\n`).join('') + withoutLogs(announced);
}

/** The same, read. */
export async function policyOf(stores: RecordStores, consortiumId: number): Promise<Policy | Refusal> {
  return readPolicy(sha256, await policyText(stores, consortiumId));
}

/**
 * Announces who has to witness from now on: a policy whose lines of logs are passed over, as the log's keys are its own.
 * Answers its version, which is a fact and so a leaf. Refused as `readPolicy` does.
 */
export async function announcePolicy(
  stores: RecordStores,
  consortiumId: number,
  text: string,
  recordedBy: string,
): Promise<number | Refusal> {
  const content = withoutLogs(text);
  const keys = keysInForce(await stores.records.keys(consortiumId));
  if (keys.length === 0) return refuse('not_recorded', 'log', 'a record that was opened', 'none');
  // By itself first, so that lines are counted as they were given.
  const given = readPolicy(sha256, content);
  if (isRefusal(given)) return given;
  const odd = given.witnesses.find(({ url }) => url !== undefined && !/^https?:\/\/[^/]/.test(url));
  if (odd !== undefined)
    return refuse('wrong_type', `policy ${odd.name}`, 'an address such as https://witness.example', odd.url);
  const whole = keys.map(({ verifierKey }) => `log ${verifierKey}\n`).join('') + content;
  const policy = readPolicy(sha256, whole);
  if (isRefusal(policy)) return policy;
  return stores.records.setPolicy(consortiumId, content, recordedBy);
}

function withoutLogs(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*log\s/.test(line))
    .join('\n');
}
