// Where there is a board, members leave, are assessed and given surplus only as it has decided; once, and whole.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf, type MotionDraft } from '../../src/app/board/move.ts';
import { chargeMonths } from '../../src/app/charge-months.ts';
import { type AssessmentOrder, assess, draftAssessment } from '../../src/app/members/assess.ts';
import { distribute, draftDistribution } from '../../src/app/members/distribute.ts';
import { draftWithdrawal, withdraw } from '../../src/app/members/leaving.ts';
import { assessmentMotion, distributionMotion } from '../../src/app/members/motions.ts';
import type { Amount } from '../../src/core/money/amount.ts';
import { BatchEntries } from '../../src/core/postings/batch-entries.ts';
import { useResolution } from '../../src/store/board/resolution-effect.ts';
import { day, enrol, known, openBoard, refusalOf, resolved, type TestBoard } from '../boards.ts';
import { month } from '../consortia.ts';
import { brokenLaws } from '../laws.ts';

let board: TestBoard;

beforeAll(async () => {
  board = await openBoard();
  await enrol(board, ['town family', 'school employee', 'county employee']);
  known(await chargeMonths(board.stores.books, board.consortium, month('2026-06')));
});

afterAll(() => board.stores.close());

const rows = <T>(text: string) =>
  board.database.read(board.consortium.consortiumId, (query) => query.rows<T>(text));

/** All that leaving and sharing write, and what used a resolution. */
async function written(): Promise<unknown> {
  const tables = ['withdrawal', 'assessment', 'assessment_share', 'surplus_distribution', 'surplus_share'];
  const counts = [...tables, 'batch', 'entry', 'posting', 'resolution_effect', 'outbox'].map(
    (table) => `(SELECT count(*) FROM ${table}) AS ${table}`,
  );
  return (await rows(`SELECT ${counts.join(', ')}`))[0];
}

const months = { from: month('2026-01'), through: month('2026-04') };
const leaving = { member: 'county', noticeDay: day('2026-01-15'), lastMonth: month('2026-06') };
const order: AssessmentOrder = {
  ...{ shortfall: 100_000 as Amount, impairedDay: day('2026-04-30'), orderedDay: day('2026-05-20') },
  ...{ ...months, lookBackYears: 2 },
};
const surplus = { amount: 10_001 as Amount, declaredDay: day('2026-06-30'), ...months };

interface Verb {
  readonly motion: () => MotionDraft;
  readonly otherContent: () => MotionDraft;
  readonly act: (resolution?: number) => Promise<unknown>;
  readonly effect: () => string;
}

const VERBS: readonly (readonly [string, Verb])[] = [
  [
    'withdrawal terms',
    {
      motion: () => known(draftWithdrawal(board.consortium, leaving)),
      otherContent: () =>
        known(draftWithdrawal(board.consortium, { ...leaving, lastMonth: month('2026-07') })),
      act: (resolution) => withdraw(board.stores, board.consortium, leaving, resolution),
      effect: () => `withdrawal ${board.consortium.members.get('county')}`,
    },
  ],
  [
    'assessment',
    {
      motion: () => assessmentMotion(board.consortium.document, order),
      otherContent: () =>
        assessmentMotion(board.consortium.document, { ...order, shortfall: 99_999 as Amount }),
      act: (resolution) => assess(board.stores, board.consortium, order, resolution),
      effect: () => 'assessment 1',
    },
  ],
  [
    'surplus distribution',
    {
      motion: () => distributionMotion(board.consortium.document, surplus),
      otherContent: () =>
        distributionMotion(board.consortium.document, { ...surplus, from: month('2026-02') }),
      act: (resolution) => distribute(board.stores, board.consortium, surplus, resolution),
      effect: () => 'surplus distribution 1',
    },
  ],
];

test.each(VERBS)('%s: nothing without its resolution, and all with it', async (kind, verb) => {
  expect(verb.motion().kind).toBe(kind);
  const other = await resolved(board, verb.otherContent());
  const general = await resolved(board, { ...verb.motion(), kind: 'general' });
  const resolution = await resolved(board, verb.motion());
  const before = await written();
  for (const named of [undefined, 99, other, general])
    expect(refusalOf(await verb.act(named)), String(named)).toBe('resolution_required --resolution');
  expect(await written()).toEqual(before);
  known(await verb.act(resolution));
  const after = await written();
  expect(after).not.toEqual(before);
  expect(
    await rows(
      `SELECT effect || ' ' || fact_id AS effect FROM resolution_effect WHERE resolution_id = ${resolution}`,
    ),
  ).toEqual([{ effect: verb.effect() }]);
  // The same again is the same fact, and needs no second resolution.
  known(await verb.act(resolution));
  known(await verb.act());
  expect(await written()).toEqual(after);
});

test('a resolution that was used meanwhile takes the whole effect back', async () => {
  const { stores, database, consortium } = board;
  const { consortiumId, document, members } = consortium;
  const later = { ...order, orderedDay: day('2026-05-21') };
  const next = { ...surplus, declaredDay: day('2026-06-29') };
  const town = { ...leaving, member: 'town' };
  const use = async (draft: MotionDraft) => {
    const resolutionId = await resolved(board, draft);
    return { resolutionId, kind: draft.kind, contentSha256: known(contentOf(draft.content)).sha256 };
  };
  const uses = [
    await use(assessmentMotion(document, later)),
    await use(distributionMotion(document, next)),
    await use(known(draftWithdrawal(consortium, town))),
  ] as const;
  for (const [index, one] of uses.entries())
    expect(
      await database.unitOfWork(consortiumId, (query) =>
        useResolution(query, { ...one, effect: 'test', factId: index + 1 }),
      ),
    ).toBeUndefined();
  const assessment = known(await draftAssessment(stores, consortium, later));
  const distribution = known(await draftDistribution(stores, consortium, next));
  const entries = new BatchEntries();
  entries.add('assessment ordered', month('2026-05'), members.get('town')!, 1);
  const before = await written();
  const outcomes = [
    // What the application asks first,
    await assess(stores, consortium, later, uses[0].resolutionId),
    await distribute(stores, consortium, next, uses[1].resolutionId),
    await withdraw(stores, consortium, town, uses[2].resolutionId),
    // and what the transaction of the effect itself finds.
    await stores.sharing.writeAssessment(consortiumId, assessment, entries.entries(), uses[0]),
    await stores.sharing.writeDistribution(consortiumId, distribution, entries.entries(), 1, uses[1]),
    await stores.leaving.writeWithdrawal(
      consortiumId,
      { ...town, memberId: members.get('town')!, runOut: 'pool' },
      uses[2],
    ),
  ];
  expect(outcomes.map(refusalOf)).toEqual(outcomes.map(() => 'resolution_used --resolution'));
  expect(await written()).toEqual(before);
});

test('ordered twice at the same moment it is one assessment, and one use', async () => {
  const later = { ...order, orderedDay: day('2026-05-25') };
  const resolution = await resolved(board, assessmentMotion(board.consortium.document, later));
  const both = await Promise.all([1, 2].map(() => assess(board.stores, board.consortium, later, resolution)));
  // Who asks while the other writes may find the resolution used before it finds the assessment.
  const numbers = both.flatMap((one) => ('number' in one ? one.number : []));
  expect(new Set(numbers).size).toBe(1);
  for (const one of both) if (!('number' in one)) expect(refusalOf(one)).toBe('resolution_used --resolution');
  expect(await rows(`SELECT count(*) AS count FROM assessment WHERE ordered_day = '2026-05-25'`)).toEqual([
    { count: 1 },
  ]);
});

test('where there is no board a resolution that is named is refused, and none is needed', async () => {
  const alone = { ...board.consortium, document: { ...board.consortium.document, board: undefined } };
  const terms = { ...leaving, member: 'water' };
  expect(refusalOf(await withdraw(board.stores, alone, terms, 1))).toBe('inconsistent --resolution');
  known(await withdraw(board.stores, alone, terms));
});

test('all laws hold', async () => {
  expect(await brokenLaws(board.database, board.consortium.consortiumId)).toEqual([]);
});
