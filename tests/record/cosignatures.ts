// All cosignatures that came from anywhere: for each witness and size no more than one root, and times that never go back.
import { readCheckpoint } from '../../src/core/record/checkpoint.ts';
import type { NoteKey } from '../../src/core/record/key.ts';
import { type Note, readNote, writeNote } from '../../src/core/record/note.ts';
import { verifyNote } from '../../src/core/record/signatures.ts';
import { accepted, verifyEd25519 } from './parties.ts';

interface Stated {
  readonly size: number;
  readonly root: string;
  readonly seconds: number;
}

export class Cosignatures {
  readonly #stated = new Map<string, Stated[]>();

  /** Keeps who of the witnesses has signed a note; throws where one of the signatures does not hold. */
  add({ text, signatures }: Note, witnesses: readonly NoteKey[]): void {
    const { size, root } = accepted(readCheckpoint(text));
    for (const { key, seconds } of accepted(verifyNote({ text, signatures }, witnesses, verifyEd25519))) {
      const stated = this.#stated.get(key.name) ?? [];
      this.#stated.set(key.name, [...stated, { size, root: root.toBase64(), seconds: seconds! }]);
    }
  }

  /** Keeps what a witness answered to a checkpoint. */
  addAnswer({ text }: Note, lines: string, witness: NoteKey): void {
    this.add(accepted(readNote(writeNote({ text, signatures: [] }) + lines)), [witness]);
  }

  get count(): number {
    return this.#stated.values().reduce((sum, { length }) => sum + length, 0);
  }

  /** What no witness may ever do. */
  contradictions(): string[] {
    return [...this.#stated].flatMap(([name, stated]) => {
      const bySize = stated.toSorted((one, other) => one.size - other.size || one.seconds - other.seconds);
      return bySize.flatMap((one, at) => {
        const before = bySize[at - 1];
        if (before === undefined) return [];
        if (before.size === one.size && before.root !== one.root)
          return [`${name}: two roots of ${one.size}`];
        return before.seconds > one.seconds ? [`${name}: ${one.size} was signed before ${before.size}`] : [];
      });
    });
  }
}
