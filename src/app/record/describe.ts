import { writeKey } from '../../core/record/key.ts';
import { isRefusal } from '../../core/refusal.ts';
import type { LogKey, WitnessTrouble } from '../ports/record.ts';
import { checkpointOf, withWitnesses } from './checkpoint.ts';
import type { RecordStores } from './commit-facts.ts';
import { finalCheckpoint } from './finality.ts';
import { policyOf, policyText } from './policy.ts';

/** A key of the log, from when on it holds, and since when it does no more. */
export interface KeyDocument {
  readonly number: number;
  readonly key: string;
  readonly since: string;
  readonly retired?: string;
}

/** How the record of a consortium stands: what it holds, what is signed, by whom, and whom to believe. */
export async function describeRecord(stores: RecordStores, consortiumId: number) {
  const { records } = stores;
  const [head, waiting] = [await records.head(consortiumId), await records.waiting(consortiumId)];
  const last = await records.lastCheckpoint(consortiumId);
  const final = await finalCheckpoint(stores, consortiumId);
  const policy = await policyOf(stores, consortiumId);
  if (isRefusal(policy)) throw new Error(JSON.stringify(policy));
  const lines = await records.lastCosignatures(
    consortiumId,
    policy.witnesses.map(({ key }) => key.name),
  );
  const troubles = await records.troubles(consortiumId);
  const announced = await records.policy(consortiumId);
  return {
    ...(head && { origin: head.origin }),
    ...{ size: head?.size ?? 0, waiting },
    ...(last && {
      checkpoint: {
        size: last.size,
        root: checkpointOf(last).root.toBase64(),
        signed: moment(last.signedSeconds),
        note: await withWitnesses(records, consortiumId, last),
      },
    }),
    ...(final && { final: { size: final.checkpoint.size, since: moment(final.sinceSeconds) } }),
    witnesses: policy.witnesses.map(({ name, key, url }) => {
      const signed = lines.find(({ keyName }) => keyName === key.name);
      const trouble = url === undefined ? undefined : troubles.find(({ keyName }) => keyName === key.name);
      return {
        ...{ name, key: writeKey(key) },
        ...(url !== undefined && { address: url }),
        ...(signed && { signed: { size: signed.size, at: moment(signed.seconds) } }),
        ...(trouble && { trouble: troubleDocument(trouble) }),
      };
    }),
    groups: policy.groups.map(({ name, threshold, members }) => ({ name, threshold, members: [...members] })),
    quorum: policy.quorum,
    keys: keyDocuments(await records.keys(consortiumId)),
    policy: { version: announced?.version ?? 0, text: await policyText(stores, consortiumId) },
  };
}

function troubleDocument({ code, message, since, next }: WitnessTrouble) {
  return { code, message, since: moment(since), ...(next !== undefined && { next: moment(next) }) };
}

function keyDocuments(keys: readonly LogKey[]): KeyDocument[] {
  const retired = new Map(
    keys.filter(({ state }) => state === 'retired').map((key) => [key.verifierKey, key.recordedAt]),
  );
  return keys
    .filter(({ state }) => state === 'in force')
    .map(({ keyNumber, verifierKey, recordedAt }) => {
      const ended = retired.get(verifierKey);
      return {
        ...{ number: keyNumber, key: verifierKey, since: new Date(recordedAt).toISOString() },
        ...(ended !== undefined && { retired: new Date(ended).toISOString() }),
      };
    });
}

/** A time in seconds since 1970, as the API writes it. A witness can claim any: one beyond the calendar is its last moment. */
const LAST_SECONDS = 8_640_000_000_000;
const moment = (seconds: number) => new Date(Math.min(seconds, LAST_SECONDS) * 1000).toISOString();
