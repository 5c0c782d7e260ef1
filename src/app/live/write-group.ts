import type { RunTerms } from '../adjudicate/run-terms.ts';
import type { LiveWriter, Marks } from '../ports/live-claims.ts';
import type { KeptAnswer } from '../ports/requests.ts';
import { claimAnswer } from './claim-answer.ts';
import { decideGroup } from './decide-group.ts';
import { marksAfter } from './marks.ts';
import type { PreparedGroup } from './prepare-group.ts';
import { answeredRequest, type Submission } from './submission.ts';

/** What a group came to: an answer for each of its claims, to be given when it is durable, and the marks around it. */
export interface WrittenGroup {
  readonly group: PreparedGroup;
  readonly answers: readonly { readonly submission: Submission; readonly answer: KeptAnswer }[];
  readonly before: Marks;
  readonly after: Marks;
}

/** Decides and writes a group that was prepared at the marks which still hold, within the writer's transaction. */
export async function writeGroup(
  writer: LiveWriter,
  terms: RunTerms,
  group: PreparedGroup,
  marks: Marks,
): Promise<WrittenGroup> {
  const repeated = await answersOfRepeats(writer, group);
  if (group.fresh.length === 0) return { group, answers: repeated, before: marks, after: marks };
  const numbers = await writer.numbers(group.fresh.length);
  const { group: decided, answers } = decideGroup(terms, group, marks, numbers);
  await writer.writeGroup(decided, await writer.openMonth());
  const fresh = group.fresh.map(({ submission }, index) => ({ submission, answer: answers[index]! }));
  const after = marksAfter(marks, numbers, group.fresh.length);
  return { group, answers: [...fresh, ...repeated], before: marks, after };
}

/** Claims that are on record already are answered as they stand there, and the answers kept. */
async function answersOfRepeats(
  writer: LiveWriter,
  { consortium, repeats }: PreparedGroup,
): Promise<WrittenGroup['answers']> {
  if (repeats.length === 0) return [];
  const lines = await writer.decisions(repeats.map(({ known }) => known.claimId));
  const byClaim = Map.groupBy(lines, ({ claimId }) => claimId);
  const answers = repeats.map(({ submission, known: { claimId, code, version } }) => ({
    submission,
    answer: claimAnswer(consortium, code, version, byClaim.get(claimId) ?? []),
  }));
  await writer.keepRequests(answers.map(({ submission, answer }) => answeredRequest(submission, answer)));
  return answers;
}
