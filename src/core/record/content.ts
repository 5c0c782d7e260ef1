/** What a file of the record holds, before anybody is asked who signed it. */
import { type Refusal, refuse } from '../refusal.ts';
import { sameBytes } from './bytes.ts';
import type { JsonObject } from './canonical-json.ts';
import type { Checkpoint } from './checkpoint.ts';
import { GROUPS, type Group, type ShownFact } from './fact.ts';
import type { Hash } from './hashes.ts';
import type { Note } from './note.ts';
import { shownCommitment } from './shown-fact.ts';
import { type FactSeen, type Finding, type KindSeen, type Place, tampered, unproved } from './verdict.ts';

/** What a reader wants to see. */
export interface Wanted {
  /** Groups whose fields have to be shown, of each leaf or of the fact that is asked for. */
  readonly groups: readonly Group[];
  /** The id of a fact that has to be there. */
  readonly id?: string;
}

/** A reader of a proof file or a bundle: it is given the lines one by one. */
export interface Reading {
  readonly form: 'proof' | 'bundle';
  /** Takes a line without its end; false where nothing that follows can matter any more. */
  line(text: string): boolean;
  /** Takes what stands behind the last end of line, and says what was found. */
  end(rest: string): Content;
}

export interface Content {
  readonly findings: readonly Finding[];
  readonly note?: Note;
  readonly checkpoint?: Checkpoint;
  /** The policy that the file has with it. */
  readonly policy?: string;
  readonly fact?: FactSeen;
  readonly kinds: readonly KindSeen[];
  readonly commitmentsAlone: number;
}

/** A fact that stands at a leaf: what it comes to, and what is wrong with it. */
export interface FactHeld {
  readonly commitment: Uint8Array;
  readonly finding?: Finding;
}

/** Holds a fact to the digests stated of its groups, and to the commitment stated of it where there is one. */
export function heldFact(hash: Hash, leaf: number, fact: ShownFact, stated?: Uint8Array): FactHeld {
  const { kind, id } = fact;
  const place: Place = { leaf, kind, id };
  const { commitment, differing } = shownCommitment(hash, fact);
  if (differing !== undefined) {
    const { group, stated: digest, digest: reached } = differing;
    const expected = `fields that come to the digest ${digest.toBase64()}`;
    const refusal = refuse('fact_differs', `leaves[${leaf}].${group}`, expected, reached.toBase64());
    return { commitment, finding: tampered(refusal, { ...place, group }) };
  }
  if (stated === undefined || sameBytes(stated, commitment)) return { commitment };
  const refusal = refuse(
    'fact_differs',
    `leaves[${leaf}]`,
    `a fact that comes to the commitment ${stated.toBase64()}`,
    commitment.toBase64(),
  );
  return { commitment, finding: tampered(refusal, place) };
}

/** That a group is withheld which the reader wants to be shown. */
export function withheldFinding(
  leaf: number,
  fact: ShownFact | undefined,
  wanted: readonly Group[],
): Finding | undefined {
  const group = wanted.find((one) => fact === undefined || !('fields' in fact[one]));
  if (group === undefined) return undefined;
  const refusal = refuse('group_withheld', `leaves[${leaf}].${group}`, 'its fields', 'its digest alone');
  return unproved(refusal, { leaf, ...(fact && { kind: fact.kind, id: fact.id }), group });
}

/** That a fact is not there which the reader asked for. */
export function missingFact(path: string, id: string, actual?: string): Refusal {
  return refuse('unknown_reference', path, `a fact with the id ${id}`, actual);
}

/** A fact as it is told to whoever asked. */
export function factSeen(leaf: number, { kind, id, ...groups }: ShownFact): FactSeen {
  const fieldsOf = (group: Group): JsonObject | null => {
    const shown = groups[group];
    return 'fields' in shown ? (JSON.parse(shown.fields) as JsonObject) : null;
  };
  const [money, person, rest] = GROUPS.map(fieldsOf) as [
    JsonObject | null,
    JsonObject | null,
    JsonObject | null,
  ];
  return { leaf, kind, id, fields: { money, person, rest } };
}

/** The content of a file of which nothing could be read but what is given. */
export function contentOf(given: Partial<Content> & Pick<Content, 'findings'>): Content {
  return { kinds: [], commitmentsAlone: 0, ...given };
}
