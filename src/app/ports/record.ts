import type { WrittenTile } from '../../core/record/tile-growth.ts';
import type { HashTile } from '../../core/record/tiles.ts';
import type { Refusal } from '../../core/refusal.ts';

/** A fact as the store finds it: by the numbers of its key, or by a JSON array of its texts where it has others. */
export interface LeafName {
  readonly kind: string;
  readonly factId: number;
  readonly version: number;
  readonly revision: number;
  /** Empty where the numbers are the key. */
  readonly factKey: string;
}

/** What a fact says, in three groups of canonical JSON, and the person it is about: 0 where it is nobody's. */
export interface StoredFact {
  readonly personId: number;
  readonly money: string;
  readonly person: string;
  readonly rest: string;
}

/** A leaf with its fact as it is stored now; none where the fact is gone. */
export interface StoredLeaf {
  readonly index: number;
  readonly name: LeafName;
  readonly commitment: Uint8Array;
  readonly fact: StoredFact | undefined;
  /** What is left of the group of a person who was forgotten. */
  readonly erasedDigest: Uint8Array | undefined;
}

/** A log: its name in the world, and how many leaves it has. */
export interface LogHead {
  readonly origin: string;
  readonly size: number;
}

/** A log with the tiles at its right edge, to which leaves are added. */
export interface LogEdge {
  readonly head: LogHead;
  readonly edge: readonly WrittenTile[];
}

/** A fact that waits for its leaf. */
export interface WaitingFact {
  readonly name: LeafName;
  readonly fact: StoredFact;
}

/** Makes leaves of facts, in the order in which they are given. */
export interface LeafWriter {
  /** The commitments to facts, 32 bytes each, one after another. The next are given after the last were answered. */
  commit(facts: readonly WaitingFact[]): Promise<Uint8Array>;
  /** All tiles that are to be written in the end. */
  readonly tiles: readonly WrittenTile[];
}

/** A checkpoint as it was signed, by the log alone or by witnesses too. */
export interface SignedCheckpoint {
  readonly size: number;
  /** The signed note: the log's signatures, and those of the witnesses. */
  readonly note: string;
  /** When the log signed, in seconds since 1970. */
  readonly signedSeconds: number;
}

/** A key of the log: its verifier key, and whether it signs now. */
export interface LogKey {
  readonly keyNumber: number;
  readonly state: 'in force' | 'retired';
  readonly verifierKey: string;
  readonly recordedAt: string;
}

/** A line of a witness below a checkpoint. */
export interface WitnessLine {
  readonly size: number;
  readonly keyName: string;
  readonly line: string;
  readonly seconds: number;
}

/** Why a witness does not sign, as who asks it found last. */
export interface WitnessTrouble {
  readonly keyName: string;
  /** The code of a refusal or failure, and what it says. */
  readonly code: string;
  readonly message: string;
  /** Since when no try has worked, in seconds since 1970. */
  readonly since: number;
  /** When it is asked again; undefined where nobody is there who would. */
  readonly next: number | undefined;
}

/** Keeps the secret of a key under the number that the key will have. */
export type KeepSecret = (keyNumber: number) => Promise<void>;

/** The shared record in the store. */
export interface RecordStore {
  /** The log; undefined where none was opened. */
  head(consortiumId: number): Promise<LogHead | undefined>;
  /**
   * Opens the log under a name and with its first key; the one that was opened before where there is one. `keep` keeps the
   * secret of a key before the key itself is committed: a log whose secret was lost in between could never sign.
   */
  open(consortiumId: number, origin: string, verifierKey: string, keep: KeepSecret): Promise<LogHead>;
  /** True while a run decides claims: the record leaves it most of the machine. */
  isRunning(consortiumId: number): Promise<boolean>;
  /** How many facts wait for a leaf. */
  waiting(consortiumId: number): Promise<number>;
  /**
   * Takes about `most` facts that wait and makes them leaves, all in one transaction: what the writer commits to is written,
   * and the log's size moved on from what it was found at. Answers how many; nobody else takes the same. A fact that waits
   * and is not there is a bug.
   */
  sequence(consortiumId: number, most: number, begin: (edge: LogEdge) => LeafWriter): Promise<number>;
  /** The facts of these names, in their order; none where one is gone. */
  facts(consortiumId: number, names: readonly LeafName[]): Promise<(StoredFact | undefined)[]>;
  /** The balances of a closed month, by their names in order. */
  balanceNames(consortiumId: number, month: string): Promise<LeafName[]>;
  /** Leaves from an index on, with their facts, at most so many. */
  leaves(consortiumId: number, from: number, most: number): Promise<StoredLeaf[]>;
  /** The place of a fact's leaf; undefined where it has none. */
  indexOf(consortiumId: number, name: LeafName): Promise<number | undefined>;
  /** The first facts of all tables that neither wait nor have a leaf: somebody wrote them behind the record's back. */
  unrecorded(consortiumId: number, most: number): Promise<LeafName[]>;
  /** Tiles by their places, and the commitments of a run of leaves; undefined where the log has none yet. */
  tile(consortiumId: number, tile: HashTile): Promise<Uint8Array | undefined>;
  tiles(consortiumId: number, tiles: readonly HashTile[]): Promise<WrittenTile[]>;
  commitments(consortiumId: number, from: number, count: number): Promise<Uint8Array>;
  /** The last checkpoint. */
  lastCheckpoint(consortiumId: number): Promise<SignedCheckpoint | undefined>;
  /** The last checkpoints that at least one witness has signed, the newest first. */
  witnessed(consortiumId: number, most: number): Promise<SignedCheckpoint[]>;
  /** All that are kept, the smallest first. */
  checkpoints(consortiumId: number): Promise<SignedCheckpoint[]>;
  /** Keeps a checkpoint; those before it that no witness has signed go. */
  keepCheckpoint(consortiumId: number, checkpoint: SignedCheckpoint): Promise<void>;
  /**
   * Keeps what witnesses signed below a checkpoint, which is given where it is known: it may have gone when the log signed
   * again before they did, and is kept once more. Without a checkpoint lines say nothing, and are not kept.
   */
  keepCosignatures(
    consortiumId: number,
    lines: readonly WitnessLine[],
    checkpoint?: SignedCheckpoint,
  ): Promise<void>;
  cosignatures(consortiumId: number, size: number): Promise<WitnessLine[]>;
  /** The last line of each of these keys, as far as there is one. */
  lastCosignatures(consortiumId: number, keyNames: readonly string[]): Promise<WitnessLine[]>;
  /** Keeps why a witness does not sign, since the first time that it did not. */
  keepTrouble(consortiumId: number, trouble: WitnessTrouble): Promise<void>;
  /** The witness of this key signs again. */
  endTrouble(consortiumId: number, keyName: string): Promise<void>;
  troubles(consortiumId: number): Promise<WitnessTrouble[]>;
  allCosignatures(consortiumId: number): Promise<WitnessLine[]>;
  keys(consortiumId: number): Promise<LogKey[]>;
  /**
   * Adds a key that is in force from now on, once its secret is kept, or says that one holds no more; answers its number.
   * Nothing is written, and nothing answered, where the keys by then do not allow it.
   */
  addKey(
    consortiumId: number,
    state: LogKey['state'],
    verifierKey: string,
    options?: { readonly keep?: KeepSecret; readonly isAllowed?: (keys: readonly LogKey[]) => boolean },
  ): Promise<number | undefined>;
  policy(consortiumId: number): Promise<{ readonly version: number; readonly content: string } | undefined>;
  /** The texts of all policies that were ever announced, the first first. */
  policies(consortiumId: number): Promise<string[]>;
  setPolicy(consortiumId: number, content: string, recordedBy: string): Promise<number>;
  /** Says which page verifies, by its hash; once for each. */
  announcePage(consortiumId: number, sha256: string): Promise<void>;
  /** Leaves of a person's facts, each with its fact. */
  leavesOfPerson(consortiumId: number, personId: number): Promise<StoredLeaf[]>;
  /**
   * Those of these persons (0: of the consortium) under whose key something was committed that has no digest kept: their key
   * has to be there.
   */
  withLeaves(consortiumId: number, personIds: readonly number[]): Promise<number[]>;
  /** The persons who were forgotten since a moment, such as "2026-11-21T10:00:00Z". */
  erasedSince(consortiumId: number, moment: string): Promise<number[]>;
  /** The claim of a number in its last version, and the decision of it that is in force; undefined where there is none. */
  claimName(consortiumId: number, code: string): Promise<LeafName | undefined>;
  decisionName(consortiumId: number, code: string): Promise<LeafName | undefined>;
  personId(consortiumId: number, code: string): Promise<number | undefined>;
  /** Keeps the digests of a person's group for leaves, before their key goes. */
  keepDigests(
    consortiumId: number,
    digests: readonly { readonly index: number; readonly digest: Uint8Array }[],
  ): Promise<void>;
  /** Says that a person is forgotten, and takes the name out. */
  erase(
    consortiumId: number,
    personId: number,
    erasure: { readonly reason: string; readonly recordedBy: string },
  ): Promise<void>;
  /** Does `work` while no leaf can come, if every leaf of the person has its digest and no fact of the person waits; else answers false. */
  onceAllIsKept(consortiumId: number, personId: number, work: () => Promise<void>): Promise<boolean>;
}

/** The keys of a record: of salts by person (0: the consortium's), and the secrets of the log by the numbers of its keys. */
export interface RecordKeys {
  readonly keys: ReadonlyMap<number, Uint8Array>;
  readonly secrets: ReadonlyMap<number, Uint8Array>;
}

/** The keys under which facts are salted, and the secrets by which a log signs: apart from the facts, under another role. */
export interface SaltStore {
  /** The keys of these persons (0: of the consortium); `make` gives those that are missing, which are kept. */
  keys(
    consortiumId: number,
    personIds: readonly number[],
    make?: () => Uint8Array,
  ): Promise<ReadonlyMap<number, Uint8Array>>;
  forget(consortiumId: number, personId: number): Promise<void>;
  /** All there are. */
  all(consortiumId: number): Promise<RecordKeys>;
  /** Puts keys in, all or none. Refused: `not_empty` where another key stands in the place of one. */
  fill(consortiumId: number, keys: RecordKeys): Promise<Refusal | undefined>;
  secrets(consortiumId: number): Promise<ReadonlyMap<number, Uint8Array>>;
  keepSecret(consortiumId: number, keyNumber: number, secret: Uint8Array): Promise<void>;
  close(): Promise<void>;
  /** Breaks all connections at once: what waits for them fails with `database_lost`. */
  interrupt(): void;
}
