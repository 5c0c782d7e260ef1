// A log in memory that grows, for tests of those who co-sign it: by core/record alone, with forks where they are wanted.
import { type Checkpoint, writeCheckpoint } from '../../src/core/record/checkpoint.ts';
import { consistencyProof } from '../../src/core/record/consistency.ts';
import { leafHash } from '../../src/core/record/hashes.ts';
import type { Note } from '../../src/core/record/note.ts';
import type { Subtree } from '../../src/core/record/ranges.ts';
import { writeSubmission } from '../../src/core/record/submission.ts';
import {
  append,
  EMPTY_TREE,
  rootOf,
  type SubtreeHash,
  type Tree,
  treeOf,
} from '../../src/core/record/tree.ts';
import { entryOf, type Party, sha256, signedBy } from './parties.ts';

const placeOf = ({ level, index }: Subtree) => `${level}/${index}`;

export class GrowingLog {
  readonly party: Party;
  #tree: Tree = EMPTY_TREE;
  readonly #numbers: number[] = [];
  readonly #complete = new Map<string, Uint8Array>();

  constructor(party: Party, size = 0) {
    this.party = party;
    this.grow(size);
  }

  get size(): number {
    return this.#tree.size;
  }

  /** Adds so many entries, by number; other numbers make it another log from there on. */
  grow(leaves: number, first = this.size): this {
    for (let at = 0; at < leaves; at += 1) this.#add(first + at);
    return this;
  }

  #add(number: number): void {
    this.#numbers.push(number);
    const { tree, completed } = append(sha256, this.#tree, leafHash(sha256, entryOf(number)));
    this.#tree = tree;
    for (const subtree of completed) this.#complete.set(placeOf(subtree), subtree.hash);
  }

  /** Another log of the same name and key, alike up to a size and different from there on. */
  forked(from: number, size: number): GrowingLog {
    const fork = new GrowingLog(this.party);
    for (const number of this.#numbers.slice(0, from)) fork.#add(number);
    return fork.grow(
      size - from,
      this.#numbers.reduce((most, number) => Math.max(most, number), 0) + 1_000_000,
    );
  }

  readonly #subtree: SubtreeHash = (subtree) => this.#complete.get(placeOf(subtree))!;

  checkpoint(size = this.size): Checkpoint {
    const root = rootOf(sha256, treeOf(this.#subtree, size));
    return { origin: this.party.key.name, size, root, extensions: [] };
  }

  /** A checkpoint as the log signs it. */
  note(size = this.size): Note {
    return signedBy(this.party, { text: writeCheckpoint(this.checkpoint(size)), signatures: [] });
  }

  readonly proof = (before: number, after: number): Uint8Array[] =>
    consistencyProof(sha256, this.#subtree, before, after);

  readonly proofs = async (before: number, after: number): Promise<Uint8Array[]> => this.proof(before, after);

  /** What is sent to a witness that has cosigned so many leaves. */
  submission(oldSize: number, size = this.size): string {
    return writeSubmission({ oldSize, proof: this.proof(oldSize, size), checkpoint: this.note(size) });
  }
}
