/**
 * Whom to believe (C2SP tlog-policy): the logs, the witnesses, and which of these have to sign before a checkpoint is
 * final. Groups nest: two of the insurers and a majority of members are three lines.
 */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Hash } from './hashes.ts';
import { isSameKey, type NoteKey, readKey } from './key.ts';
import { COSIGNATURE, NOTE_SIGNATURE } from './signature-types.ts';
import { readWholeNumber } from './whole-number.ts';

export interface PolicyLog {
  readonly key: NoteKey;
  readonly url?: string;
}

export interface PolicyWitness extends PolicyLog {
  /** A name within the policy; it need not be that of the key. */
  readonly name: string;
}

/** It has signed where at least `threshold` of its members have, each a witness or a group before it. */
export interface WitnessGroup {
  readonly name: string;
  readonly threshold: number;
  readonly members: readonly string[];
}

export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** In the order of the file: a group names only what comes before it. */
  readonly groups: readonly WitnessGroup[];
  /** The witness or group that has to sign, or `NO_QUORUM`. */
  readonly quorum: string;
}

/** The quorum of a policy that asks for no witness. */
export const NO_QUORUM = 'none';

const MOST_LINES = 1000;

interface Draft {
  logs: PolicyLog[];
  witnesses: PolicyWitness[];
  groups: WitnessGroup[];
  quorum?: string;
  /** Members of groups: each name is one once, so that nobody counts twice. */
  readonly taken: Set<string>;
}

/** Reads a policy; refuses by line. */
export function readPolicy(hash: Hash, text: string, path = 'policy'): Policy | Refusal {
  const odd = /[^\t\n\x20-\x7e\u0080-\u{10ffff}]/u.exec(text);
  if (odd !== null || !text.isWellFormed())
    return refuse('wrong_type', path, 'no control characters but tabs and ends of lines', odd?.[0] ?? text);
  if (!text.endsWith('\n'))
    return refuse('torn_line', path, 'an end of line behind each line', text.slice(-40));
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > MOST_LINES)
    return refuse('too_large', path, `at most ${MOST_LINES} lines`, lines.length);
  const draft: Draft = { logs: [], witnesses: [], groups: [], taken: new Set() };
  for (const [at, line] of lines.entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]!.startsWith('#')) continue;
    const refusal = readLine(hash, draft, words, `${path}:${at + 1}`);
    if (refusal !== undefined) return refusal;
  }
  const { logs, witnesses, groups, quorum } = draft;
  if (quorum === undefined) return refuse('missing_field', path, 'a line with "quorum"', undefined);
  return { logs, witnesses, groups, quorum };
}

function readLine(hash: Hash, draft: Draft, [verb, ...words]: string[], path: string): Refusal | undefined {
  if (verb === 'log') return readLog(hash, draft, words, path);
  if (verb === 'witness') return readWitness(hash, draft, words, path);
  if (verb === 'group') return readGroup(draft, words, path);
  if (verb === 'quorum') return readQuorum(draft, words, path);
  return refuse('wrong_type', path, 'log, witness, group or quorum', verb);
}

function readLog(hash: Hash, draft: Draft, words: readonly string[], path: string): Refusal | undefined {
  if (words.length < 1 || words.length > 2) return refuse('wrong_type', path, 'log <key> [<address>]', words);
  const key = readKeyOf(hash, words[0]!, NOTE_SIGNATURE, draft.logs, path);
  if (isRefusal(key)) return key;
  draft.logs.push({ key, ...(words[1] && { url: words[1] }) });
  return undefined;
}

function readWitness(hash: Hash, draft: Draft, words: readonly string[], path: string): Refusal | undefined {
  if (words.length < 2 || words.length > 3)
    return refuse('wrong_type', path, 'witness <name> <key> [<address>]', words);
  const name = words[0]!;
  const key = readKeyOf(hash, words[1]!, COSIGNATURE, draft.witnesses, path);
  if (isRefusal(key)) return key;
  const refusal = refuseTakenName(draft, name, path);
  if (refusal === undefined) draft.witnesses.push({ name, key, ...(words[2] && { url: words[2] }) });
  return refusal;
}

function readKeyOf(
  hash: Hash,
  text: string,
  type: number,
  known: readonly PolicyLog[],
  path: string,
): NoteKey | Refusal {
  const key = readKey(hash, text, path);
  if (isRefusal(key)) return key;
  if (key.type !== type) return refuse('malformed_key', path, `a key of type ${type}`, key.type);
  if (known.some((one) => isSameKey(one.key, key)))
    return refuse('inconsistent', path, 'each key once, under whatever name', text);
  return key;
}

function readGroup(draft: Draft, words: readonly string[], path: string): Refusal | undefined {
  const [name, wanted, ...members] = words;
  if (name === undefined || wanted === undefined || members.length === 0)
    return refuse('wrong_type', path, 'group <name> all|any|<number> <name>...', words);
  const all = members.length;
  const threshold = wanted === 'all' ? all : wanted === 'any' ? 1 : readWholeNumber(wanted, path);
  if (isRefusal(threshold)) return threshold;
  if (threshold < 1 || threshold > all) return refuse('out_of_range', path, `1 to ${all} members`, threshold);
  for (const member of members) {
    if (!isDefined(draft, member))
      return refuse('unknown_reference', path, 'a witness or group before it', member);
    if (draft.taken.has(member)) return refuse('inconsistent', path, 'each name in one group, once', member);
    draft.taken.add(member);
  }
  const refusal = refuseTakenName(draft, name, path);
  if (refusal === undefined) draft.groups.push({ name, threshold, members });
  return refusal;
}

function readQuorum(draft: Draft, words: readonly string[], path: string): Refusal | undefined {
  const name = words[0];
  if (name === undefined || words.length > 1) return refuse('wrong_type', path, 'quorum <name>', words);
  if (draft.quorum !== undefined) return refuse('inconsistent', path, 'one line with "quorum"', name);
  if (name !== NO_QUORUM && !isDefined(draft, name))
    return refuse('unknown_reference', path, 'a witness or group before it, or none', name);
  draft.quorum = name;
  return undefined;
}

function isDefined({ witnesses, groups }: Draft, name: string): boolean {
  return [...witnesses, ...groups].some((one) => one.name === name);
}

function refuseTakenName(draft: Draft, name: string, path: string): Refusal | undefined {
  if (name !== NO_QUORUM && !isDefined(draft, name)) return undefined;
  return refuse('inconsistent', path, 'a name of its own, and not "none"', name);
}
