import { isRefusal, type Refusal, refusalMessage, refuse } from '../../core/refusal.ts';
import { adjudicate } from '../adjudicate/adjudicate.ts';
import { type RunTerms, runTermsOf } from '../adjudicate/run-terms.ts';
import { findConsortium } from '../consortium.ts';
import { EnvironmentFailure } from '../failure.ts';
import type { Consortium } from '../ports/consortium.ts';
import type { LiveStore, LiveWriter } from '../ports/live-claims.ts';
import type { KeptAnswer } from '../ports/requests.ts';
import type { Stores } from '../ports/stores.ts';
import { correctClaim } from './correct-claim.ts';
import { LiveQueue } from './live-queue.ts';
import { isAtRest, isSame } from './marks.ts';
import { familiesOf, type PreparedGroup, prepareGroup, submissionsOf } from './prepare-group.ts';
import { isCorrection, type Submission } from './submission.ts';
import { type WrittenGroup, writeGroup } from './write-group.ts';

/** Claims to be written together; `early` is what was read of them while the group before was being committed. */
interface Group {
  readonly submissions: readonly Submission[];
  readonly early: PreparedGroup | undefined;
}

/** What writing a group came to: answers, a refusal of the only one, or what has to be done before. */
type Outcome =
  | WrittenGroup
  | { readonly corrected: KeptAnswer }
  | { readonly first: 'what waits' | 'the document' }
  | Refusal;

/**
 * The live claims of one consortium: one writer, who commits a group at a time, and a reader, who prepares the next while
 * the last is committed. What comes in the meantime forms the one after. Where others have written since a group was
 * prepared, it is prepared again when nobody else can write.
 */
export class LiveLane {
  readonly #stores: Stores;
  readonly #live: LiveStore;
  readonly #queue = new LiveQueue();
  #consortium: Consortium;
  #terms: RunTerms;
  #working: Promise<void> | undefined;
  /** The group that was written last, or is being committed. */
  #last: WrittenGroup | undefined;

  /** `stores` are the program's own, `live` those of who may submit claims. */
  constructor(stores: Stores, live: LiveStore, consortium: Consortium) {
    this.#stores = stores;
    this.#live = live;
    this.#consortium = consortium;
    this.#terms = runTermsOf(consortium);
  }

  /** Lines of claims that wait for their answer. */
  get lines(): number {
    return this.#queue.lines;
  }

  submit(submission: Submission): void {
    this.#queue.add(submission);
    this.#working ??= this.#work();
  }

  /** Waits until all that was submitted is answered. */
  async close(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    // What comes in one turn of the event loop is taken together.
    await new Promise(setImmediate);
    for (let group = this.#take([]); group !== undefined; )
      group = (await this.#writeAndPrepare(group)) ?? this.#take([]);
    // At once: what is submitted from here on begins to work anew.
    this.#working = undefined;
  }

  /** Writes a group; returns the next where it was prepared meanwhile. */
  async #writeAndPrepare(group: Group): Promise<Group | undefined> {
    const { promise: isWritten, resolve: written } = Promise.withResolvers<boolean>();
    const writing = this.#write(group, written);
    // From when it is written on, a group only has to become durable.
    const ahead = (await isWritten) ? await this.#prepareAhead(group) : undefined;
    const again = await writing;
    if (again.length === 0) return ahead;
    this.#queue.putBack([...again, ...(ahead?.submissions ?? [])]);
    return undefined;
  }

  #take(beside: readonly Submission[]): Group | undefined {
    const submissions = this.#queue.take(beside);
    return submissions.length === 0 ? undefined : { submissions, early: undefined };
  }

  /** Reads what the next group depends on; without what it read where that is of no use, or failed. */
  async #prepareAhead(beside: Group): Promise<Group | undefined> {
    const group = this.#take(beside.submissions);
    if (group === undefined || isCorrection(group.submissions[0]!)) return group;
    const { consortiumId, documentVersion } = this.#consortium;
    const early = await this.#live
      .read(consortiumId, async (reader) => {
        const marks = await reader.marks();
        if (!isAtRest(marks) || marks.documentVersion !== documentVersion) return undefined;
        const families = familiesOf(this.#last?.group);
        return prepareGroup(reader, this.#consortium, marks, group.submissions, families);
      })
      .catch(() => undefined);
    if (early === undefined) return group;
    const submissions = this.#settle(early);
    return submissions.length === 0 ? undefined : { submissions, early };
  }

  /** Answers what needs nothing more, puts back what has to wait, and returns the others. */
  #settle(prepared: PreparedGroup): Submission[] {
    for (const { submission, answer } of prepared.settled) submission.answer(answer);
    this.#queue.putBack(prepared.later);
    return submissionsOf(prepared);
  }

  /**
   * Writes a group and answers its claims when they are durable; returns those that have to be tried again. `written` is
   * told when all is written, or that nothing will be.
   */
  async #write(group: Group, written: (isWritten: boolean) => void): Promise<readonly Submission[]> {
    const { consortiumId } = this.#consortium;
    let { submissions } = group;
    try {
      const outcome = await this.#live.write(consortiumId, async (writer) => {
        const result = await this.#writeWith(writer, group, (left) => {
          submissions = left;
        });
        if (!isRefusal(result)) written(!('first' in result));
        return result;
      });
      if (isRefusal(outcome)) submissions[0]!.answer(outcome);
      else if ('corrected' in outcome) submissions[0]!.answer(outcome.corrected);
      else if ('first' in outcome) return await this.#clear(outcome.first, submissions);
      else for (const { submission, answer } of outcome.answers) submission.answer(answer);
      return [];
    } catch (error) {
      return tryAgain(submissions, error);
    } finally {
      written(false);
    }
  }

  async #writeWith(
    writer: LiveWriter,
    group: Group,
    left: (submissions: readonly Submission[]) => void,
  ): Promise<Outcome> {
    const before = this.#last;
    this.#last = undefined;
    const marks = await writer.marks();
    if (marks.documentVersion !== this.#consortium.documentVersion) return { first: 'the document' };
    if (!isAtRest(marks)) return { first: 'what waits' };
    const [first] = group.submissions;
    if (isCorrection(first!)) {
      const corrected = await correctClaim(writer, this.#consortium, first!);
      return isRefusal(corrected) ? corrected : { corrected };
    }
    let prepared = group.early;
    const holds =
      prepared !== undefined &&
      (isSame(prepared.marks, marks) ||
        (before !== undefined && isSame(prepared.marks, before.before) && isSame(before.after, marks)));
    if (!holds) {
      const nobody: ReadonlySet<number> = new Set();
      prepared = await prepareGroup(writer, this.#consortium, marks, group.submissions, nobody);
      left(this.#settle(prepared));
    }
    this.#last = await writeGroup(writer, this.#terms, prepared!, marks);
    return this.#last;
  }

  /** Does what has to be done before claims can be written. */
  async #clear(
    what: 'what waits' | 'the document',
    submissions: readonly Submission[],
  ): Promise<readonly Submission[]> {
    if (what === 'the document') {
      const found = await findConsortium(this.#stores.consortia, this.#consortium.document.code);
      if (isRefusal(found)) throw new Error(`a consortium that is gone: ${refusalMessage(found)}`);
      this.#consortium = found;
      this.#terms = runTermsOf(found);
      return submissions;
    }
    const run = await adjudicate(this.#stores.runs, this.#consortium);
    if (!isRefusal(run)) return submissions;
    const expected = 'what came before to be decided, which it cannot be';
    for (const submission of submissions)
      submission.answer(refuse('claims_wait', '', expected, refusalMessage(run)));
    return [];
  }
}

/** What fails among others is tried by itself, so that it falls alone; a failure of the environment is everybody's. */
function tryAgain(submissions: readonly Submission[], error: unknown): readonly Submission[] {
  const [first] = submissions;
  if (!(error instanceof EnvironmentFailure) && !(submissions.length === 1 && first!.isAlone))
    return submissions.map((submission) => ({ ...submission, isAlone: true }));
  for (const submission of submissions) submission.fail(error);
  return [];
}
