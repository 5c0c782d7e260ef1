// What the board has to decide takes effect only by its resolution: documents, and whatever else names one.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftMotions } from '../../src/app/board/draft-motions.ts';
import { contentOf, type MotionDraft } from '../../src/app/board/move.ts';
import { requireResolution } from '../../src/app/board/require-resolution.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import { loadResolutionUse, useResolution } from '../../src/store/board/resolution-effect.ts';
import { openLoader } from '../../src/store/loader.ts';
import { boardDocument, known, openBoard, refusalOf, resolved, type TestBoard } from '../boards.ts';
import { consortiumOf, plainDocument } from '../consortia.ts';

type Document = ReturnType<typeof boardDocument>;

let board: TestBoard;
let recorded: Document;
beforeAll(async () => {
  board = await openBoard({ noticeDays: 0 });
  recorded = boardDocument({ noticeDays: 0 });
});
afterAll(() => board.stores.close());

const record = (document: object, ...resolutions: number[]) =>
  recordConsortium(board.stores.consortia, JSON.stringify(document), undefined, resolutions);
const draftsOf = async (document: object) =>
  known(await draftMotions(board.stores.consortia, JSON.stringify(document)));

/** A change of the document on record, the kinds of its motions, and where the first stands. */
const changes: readonly [
  name: string,
  change: (document: Document) => object,
  kinds: string[],
  path: string,
][] = [
  [
    'a member more',
    (d) => ({ members: [...d.members, { code: 'library', name: 'Library' }] }),
    ['admission'],
    'members[4]',
  ],
  [
    'another rate',
    (d) => ({
      contributions: [
        ...d.contributions,
        { from: '2027-01', rates: { employee: '550.00', family: '1300.00' } },
      ],
    }),
    ['rates'],
    'contributions',
  ],
  [
    'a plan paid elsewhere',
    (d) => ({ plans: d.plans.map((plan) => ({ ...plan, administration: 'paid elsewhere' })) }),
    ['funding form'],
    'plans[0]',
  ],
  [
    'a plan that changes',
    (d) => ({
      plans: d.plans.map((plan) => ({
        ...plan,
        changes: [{ from: '2027-01-01', design: { ...plan.design, services: { visit: {} } } }],
      })),
    }),
    ['plan design', 'plan design'],
    'plans[0]',
  ],
  [
    'a plan more',
    (d) => ({ plans: [...d.plans, { ...d.plans[0]!, code: 'new' }] }),
    ['funding form', 'plan design'],
    'plans[2]',
  ],
  [
    'another tier',
    (d) => ({ tiers: { ...d.tiers, retiree: { coverage: 'individual' } }, stopLoss: [] }),
    ['stop-loss binding', 'plan design'],
    'stopLoss',
  ],
  [
    'another deductible',
    (d) => ({
      stopLoss: d.stopLoss.map((one) => ({
        ...one,
        policy: { ...one.policy, specific: { deductible: '2000.00' } },
      })),
    }),
    ['stop-loss binding'],
    'stopLoss[0]',
  ],
  ['no stop-loss contract', () => ({ stopLoss: [] }), ['stop-loss binding'], 'stopLoss'],
  [
    'another share of employers',
    () => ({ employerShares: [{ from: '2026-01', tiers: { employee: { employerShare: '0.80' } } }] }),
    ['shares'],
    'employerShares',
  ],
  [
    'administration shared otherwise',
    () => ({ administrationSharing: { basis: 'equal' } }),
    ['shares'],
    'administrationSharing',
  ],
  [
    'another rate of administration',
    () => ({ administration: [{ from: '2026-01', perEmployeePerMonth: '31.00' }] }),
    ['rates'],
    'administration',
  ],
  [
    'other terms of withdrawal',
    () => ({ withdrawal: { noticeDays: 10, runOut: 'member' } }),
    ['withdrawal terms'],
    'withdrawal',
  ],
  ['a reserve policy', () => ({ reserves: { margin: '0.10' } }), ['reserve policy'], 'reserves'],
  ['another law on reserves', () => ({ jurisdiction: 'US-NY' }), ['reserve policy'], 'jurisdiction'],
  [
    'an award',
    () => ({ awards: [{ tender: '2027', bid: 'Carrier A', from: '2027-01-01' }] }),
    ['tender award'],
    'awards[0]',
  ],
  [
    'other rules of the board',
    () => ({ board: { noticeDays: 0, votes: 'employees' } }),
    ['board rules'],
    'board',
  ],
  ['no board', () => ({ board: undefined }), ['board rules'], 'board'],
];

describe('a document that changes what the board decides', () => {
  test.each(changes)('is refused: %s', async (_name, change, kinds, path) => {
    const next = { ...recorded, ...change(recorded) };
    expect((await draftsOf(next)).map(({ kind }) => kind)).toEqual(kinds);
    expect(refusalOf(await record(next))).toBe(`resolution_required ${path}`);
    const { documentVersion } = (await board.stores.consortia.find('pool'))!;
    expect(documentVersion).toBe(1);
  });

  test('and one that changes nothing of it is not', async () => {
    const members = recorded.members.map((member) => ({ ...member, name: `The ${member.name}` }));
    recorded = { ...recorded, members };
    expect(await draftsOf(recorded)).toEqual([]);
    expect(known(await record(recorded)).documentVersion).toBe(2);
    // Blanks and the order of fields are no change either.
    const turned = Object.fromEntries(Object.entries(recorded).reverse());
    const text = JSON.stringify(turned, null, 2);
    expect(known(await recordConsortium(board.stores.consortia, text)).documentVersion).toBe(3);
  });

  test('is recorded by resolutions of the same kinds and contents, each of which takes effect once', async () => {
    const next = { ...recorded, ...changes[0]![1](recorded), ...changes[1]![1](recorded) };
    const [admission, rates] = (await draftsOf(next)) as [MotionDraft, MotionDraft];
    const otherRates = { ...rates, content: { contributions: [] } };
    const numbers = [
      ...[await resolved(board, admission), await resolved(board, otherRates), await resolved(board, rates)],
      await resolved(board, { ...admission, kind: 'general' }),
    ] as const;
    const [forAdmission, forOthers, forRates, general] = numbers;
    expect(refusalOf(await record(next, forAdmission)), 'one is missing').toBe(
      'resolution_required contributions',
    );
    expect(refusalOf(await record(next, forAdmission, forOthers)), 'another content').toBe(
      'resolution_required contributions',
    );
    expect(refusalOf(await record(next, general, forRates)), 'another kind').toBe(
      'resolution_required members[4]',
    );
    expect(refusalOf(await record(next, forAdmission, forRates, general)), 'one too many').toBe(
      'inconsistent --resolution',
    );
    const { consortiumId } = board.consortium;
    const effects = async () =>
      (await board.stores.boards.read(consortiumId)).resolutions.map(({ effect }) =>
        effect === undefined ? 'none' : `${effect.kind} ${effect.factId}`,
      );
    expect(await effects(), 'what is refused uses nothing').toEqual(['none', 'none', 'none', 'none']);
    expect(known(await record(next, forRates, forAdmission)).members.get('library')).toBe(5);
    expect(await effects()).toEqual(['consortium document 4', 'none', 'consortium document 4', 'none']);
    // The same text again changes nothing; what was decided once is not decided for a second time.
    expect(known(await record(next, forRates)).documentVersion).toBe(4);
    const back = { ...next, contributions: recorded.contributions };
    const again = await resolved(board, (await draftsOf(back))[0]!);
    known(await record(back, again));
    expect(refusalOf(await record(next, forRates))).toBe('resolution_used --resolution');
  });
});

describe('an effect of another kind', () => {
  const content = { assessment: { amount: '1000.00', month: '2026-03' } };
  const decision = { kind: 'assessment', content } as const;

  test('needs no resolution where there is no board', async () => {
    expect(await requireResolution(board.stores, consortiumOf(plainDocument), decision)).toBeUndefined();
  });

  test('uses its resolution in its own transaction, by query or by bulk load, once', async () => {
    const { stores, database } = board;
    const consortium = { ...board.consortium };
    const resolutionId = await resolved(board, { ...decision, title: 'Assessment' });
    const other = await resolved(board, { ...decision, title: 'Other', content: { assessment: null } });
    const require = (changes: object = {}) =>
      requireResolution(stores, consortium, { ...decision, resolutionId, ...changes });
    expect(refusalOf(await require({ resolutionId: undefined }))).toBe('resolution_required --resolution');
    expect(refusalOf(await require({ resolutionId: 99 }))).toBe('resolution_required --resolution');
    expect(refusalOf(await require({ resolutionId: other }))).toBe('resolution_required --resolution');
    expect(refusalOf(await require({ kind: 'shares' }))).toBe('resolution_required --resolution');
    const use = { ...known(await require())!, effect: 'assessment', factId: 7 };
    expect(use.contentSha256).toBe(known(contentOf(content)).sha256);
    const { consortiumId } = consortium;
    // What rolls back has used nothing.
    const undone = database.unitOfWork(consortiumId, async (query) => {
      expect(await useResolution(query, use)).toBeUndefined();
      throw new Error('the effect failed');
    });
    await expect(undone).rejects.toThrow('the effect failed');
    const loader = openLoader(database);
    try {
      const load = () =>
        loader.copyTransaction(consortiumId, (transaction) => loadResolutionUse(transaction, use));
      expect(await load()).toBeUndefined();
      expect(refusalOf(await load())).toBe('resolution_used --resolution');
    } finally {
      await loader.close();
    }
    const late = database.unitOfWork(consortiumId, (query) => useResolution(query, use));
    expect(refusalOf(await late)).toBe('resolution_used --resolution');
    expect(refusalOf(await require())).toBe('resolution_used --resolution');
  });
});
