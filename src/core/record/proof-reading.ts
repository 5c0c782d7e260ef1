import { isRefusal, refuse } from '../refusal.ts';
import { readText } from './bytes.ts';
import { readCheckpoint } from './checkpoint.ts';
import {
  type Content,
  contentOf,
  factSeen,
  heldFact,
  missingFact,
  type Reading,
  type Wanted,
  withheldFinding,
} from './content.ts';
import { type Hash, leafHash } from './hashes.ts';
import { checkInclusion } from './inclusion.ts';
import { type ProofFile, readProofFile } from './proof-file.ts';
import { readShownFact } from './shown-fact.ts';
import { type Finding, tampered, unproved } from './verdict.ts';

/** More characters than any proof of a fact has. */
const MOST_CHARACTERS = 1 << 21;

/** Reads a proof of one fact: the leaf that the fact comes to has to lead to the root of the checkpoint. */
export class ProofReading implements Reading {
  readonly form = 'proof';
  readonly #hash: Hash;
  readonly #wanted: Wanted;
  readonly #lines: string[] = [];
  #characters = 0;

  constructor(hash: Hash, wanted: Wanted) {
    this.#hash = hash;
    this.#wanted = wanted;
  }

  line(text: string): boolean {
    this.#lines.push(text);
    this.#characters += text.length + 1;
    return this.#characters <= MOST_CHARACTERS;
  }

  end(rest: string): Content {
    if (this.#characters > MOST_CHARACTERS)
      return contentOf({ findings: [tampered(refuse('too_large', 'proof', 'a proof of one fact', 'more'))] });
    const file = readProofFile([...this.#lines, rest].join('\n'));
    if (isRefusal(file)) return contentOf({ findings: [tampered(file)] });
    const checkpoint = readCheckpoint(file.checkpoint.text);
    const { index, checkpoint: note } = file;
    if (isRefusal(checkpoint)) return contentOf({ findings: [tampered(checkpoint)], note });
    return this.#content(file, contentOf({ findings: [], note, checkpoint }), {
      index,
      size: checkpoint.size,
      root: checkpoint.root,
    });
  }

  #content(
    { extra, index, proof }: ProofFile,
    content: Content,
    tree: { index: number; size: number; root: Uint8Array },
  ): Content {
    if (extra === undefined) {
      const refusal = refuse('missing_field', 'proof.extra', 'the fact that is to be proved', undefined);
      return { ...content, findings: [unproved(refusal)] };
    }
    const text = readText(extra, 'proof.extra');
    const fact = isRefusal(text) ? text : readShownFact(text, 'proof.extra');
    if (isRefusal(fact)) return { ...content, findings: [tampered(fact, { leaf: index })] };
    const { commitment, finding } = heldFact(this.#hash, index, fact);
    const findings: Finding[] = finding === undefined ? [] : [finding];
    const leaf = leafHash(this.#hash, commitment);
    const refusal = checkInclusion(this.#hash, { leaf, ...tree }, proof);
    const { kind, id } = fact;
    if (refusal !== undefined) findings.push(tampered(refusal, { leaf: index, kind, id }));
    const withheld = withheldFinding(index, fact, this.#wanted.groups);
    if (withheld !== undefined) findings.push(withheld);
    const { id: asked = id } = this.#wanted;
    if (asked !== id)
      findings.push(unproved(missingFact('proof.extra', asked, id), { leaf: index, kind, id }));
    return { ...content, findings, fact: factSeen(index, fact) };
  }
}
