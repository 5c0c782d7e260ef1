import { isRefusal, refuse } from '../refusal.ts';
import { readBundleHead, readBundleLeaf } from './bundle.ts';
import { sameBytes } from './bytes.ts';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
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
import { GROUPS, type ShownFact } from './fact.ts';
import { type Hash, leafHash } from './hashes.ts';
import { type Note, readNote } from './note.ts';
import { append, EMPTY_TREE, rootOf, type Tree } from './tree.ts';
import { type FactSeen, type Finding, type KindSeen, tampered, unproved } from './verdict.ts';

type Counts = { -readonly [name in keyof Omit<KindSeen, 'kind'>]: number };

/** More than any log has; a file made to have more shall not fill the memory. */
const MOST_KINDS = 200;
const OTHER_KINDS = 'other kinds';

/**
 * Reads all of a log, leaf by leaf: they have to be as many as the checkpoint says, and to come to its root. It keeps the
 * edge of the tree and counts, never the leaves. The first place that differs ends it: what follows cannot mend it.
 */
export class BundleReading implements Reading {
  readonly form = 'bundle';
  readonly #hash: Hash;
  readonly #wanted: Wanted;
  readonly #kinds = new Map<string, Counts>();
  #policy: string | undefined;
  #note: Note | undefined;
  #checkpoint: Checkpoint | undefined;
  #tree: Tree = EMPTY_TREE;
  #commitmentsAlone = 0;
  #tampered: Finding | undefined;
  #lacking: Finding | undefined;
  #fact: FactSeen | undefined;

  constructor(hash: Hash, wanted: Wanted) {
    this.#hash = hash;
    this.#wanted = wanted;
  }

  line(text: string): boolean {
    this.#tampered = this.#checkpoint === undefined ? this.#head(text) : this.#leaf(this.#checkpoint, text);
    return this.#tampered === undefined;
  }

  end(rest: string): Content {
    this.#tampered ??= this.#atEnd(rest);
    const { id } = this.#wanted;
    if (id !== undefined && this.#fact === undefined) this.#lacking = unproved(missingFact('leaves', id));
    return contentOf({
      findings: [this.#tampered, this.#lacking].filter((finding) => finding !== undefined),
      ...(this.#note && { note: this.#note }),
      ...(this.#checkpoint && { checkpoint: this.#checkpoint }),
      ...(this.#policy !== undefined && { policy: this.#policy }),
      ...(this.#fact && { fact: this.#fact }),
      kinds: [...this.#kinds].map(([kind, counts]) => ({ kind, ...counts })),
      commitmentsAlone: this.#commitmentsAlone,
    });
  }

  #head(text: string): Finding | undefined {
    const head = readBundleHead(text);
    if (isRefusal(head)) return tampered(head);
    const note = readNote(head.checkpoint, 'head.checkpoint');
    if (isRefusal(note)) return tampered(note);
    this.#policy = head.policy;
    this.#note = note;
    const checkpoint = readCheckpoint(note.text, 'head.checkpoint');
    if (isRefusal(checkpoint)) return tampered(checkpoint);
    this.#checkpoint = checkpoint;
    if (head.origin === checkpoint.origin) return undefined;
    return tampered(refuse('inconsistent', 'head.origin', checkpoint.origin, head.origin));
  }

  #leaf({ size }: Checkpoint, text: string): Finding | undefined {
    const at = this.#tree.size;
    if (at === size)
      return tampered(refuse('inconsistent', 'leaves', `${size} leaves`, 'more'), { leaf: at });
    const leaf = readBundleLeaf(text, `leaves[${at}]`);
    if (isRefusal(leaf)) return tampered(leaf, { leaf: at });
    const { fact, commitment: stated } = leaf;
    const held = fact && heldFact(this.#hash, at, fact, stated);
    if (held?.finding !== undefined) return held.finding;
    const entry = held?.commitment ?? stated!;
    this.#tree = append(this.#hash, this.#tree, leafHash(this.#hash, entry)).tree;
    if (fact === undefined) this.#commitmentsAlone += 1;
    else this.#count(fact);
    this.#lookAt(at, fact);
    return undefined;
  }

  /** Keeps the fact that is asked for, the first of its id, and the first that does not show what is wanted. */
  #lookAt(at: number, fact: ShownFact | undefined): void {
    const { id, groups } = this.#wanted;
    if (id !== undefined && (this.#fact !== undefined || fact?.id !== id)) return;
    if (id !== undefined) this.#fact = factSeen(at, fact!);
    this.#lacking ??= withheldFinding(at, fact, groups);
  }

  #count(fact: ShownFact): void {
    const kind = this.#kinds.size < MOST_KINDS || this.#kinds.has(fact.kind) ? fact.kind : OTHER_KINDS;
    const counts = this.#kinds.get(kind) ?? { facts: 0, money: 0, person: 0, rest: 0 };
    counts.facts += 1;
    for (const group of GROUPS) if ('fields' in fact[group]) counts[group] += 1;
    this.#kinds.set(kind, counts);
  }

  #atEnd(rest: string): Finding | undefined {
    if (rest !== '')
      return tampered(refuse('torn_line', 'bundle', 'an end of line behind each line', rest.slice(-40)));
    const checkpoint = this.#checkpoint!;
    const { size } = this.#tree;
    if (size < checkpoint.size)
      return tampered(refuse('inconsistent', 'leaves', `${checkpoint.size} leaves`, size), { leaf: size });
    const root = rootOf(this.#hash, this.#tree);
    if (sameBytes(root, checkpoint.root)) return undefined;
    return tampered(
      refuse(
        'proof_fails',
        'leaves',
        `leaves that come to the signed root ${checkpoint.root.toBase64()}`,
        root.toBase64(),
      ),
    );
  }
}
