// A consortium's first year, told over the API alone: founded by the operator, run by people who came by invitation, decided
// by its board, closed month by month, and in the end the same books as the command line shows.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findConsortium } from '../../src/app/consortium.ts';
import { drawStatement, statementDocument } from '../../src/app/statement.ts';
import { brokenLaws } from '../laws.ts';
import { known } from './books.ts';
import { claimsFile, visit } from './live-pool.ts';
import {
  ADMITTED,
  CODE,
  DECIDED,
  ENROLMENT,
  emailOf,
  FOUNDED,
  MEMBERS,
  openYear,
  type Year,
} from './year.ts';

let year: Year;

beforeAll(async () => {
  year = await openYear();
});

afterAll(() => year?.close());

const MONTHS = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);
const everybody = () => 'for';

const claimOf = (month: string, member: string, allowed: string) =>
  visit(`${month}-${member}`, `${member}-1`, allowed, {
    received: `${month}-20`,
    lines: [
      {
        ...{ line: '1', serviceDate: `${month}-10`, service: 'visit', network: 'in' },
        ...{ charge: allowed, allowed },
      },
    ],
  });

const REGISTER = `claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays
X1,T1,,ash-3,medical,2026-03-10,2026-05-04,2026-05-15,900.00,800.00,100.00,700.00
X2,T2,,fir-3,medical,2026-04-10,2026-05-04,2026-05-15,400.00,300.00,0.00,300.00
CONTROL,2,1300.00,1100.00,1000.00
`;

test('the operator founds it, and an administrator comes by invitation', async () => {
  const { people } = year;
  const founded = await people.operator.send('POST', '/api/v1/consortia', { document: FOUNDED });
  expect(founded.json()).toEqual({ code: CODE, name: 'Valley', version: 1 });
  await year.join('administrator', { role: 'administrator' });
  await year.join('treasurer', { role: 'treasurer' });
  await year.join('ada', { role: 'director', member: 'ash' });
  const names = { ash: 'ada@pool.example', birch: emailOf('birch') };
  for (const [member, email] of Object.entries(names))
    await year.post(people.administrator, '/board/directors', {
      member,
      email,
      name: member,
      from: '2025-12-01',
    });
});

test('its board admits eight members, and votes rates, a plan and stop-loss, before any of it is in force', async () => {
  const { administrator, ada } = year.people;
  const early = await year.post(administrator, '/board/motion-drafts', { document: DECIDED }, 200);
  const drafts = early.motions as unknown as readonly { readonly kind: string }[];
  expect(drafts.map(({ kind }) => kind).sort()).toEqual([
    ...ADMITTED.map(() => 'admission'),
    ...['plan design', 'rates', 'stop-loss binding'],
  ]);
  const { motions } = await year.post(ada, '/board/motions', { motions: drafts });
  for (const motion of motions as unknown as number[])
    await year.post(administrator, `/board/motions/${motion}/seconds`, { by: emailOf('birch') });
  const decided = await year.meet('2025-12-15', motions as unknown as number[], everybody, 'consent');
  expect(decided.map(({ outcome }) => outcome)).toEqual(drafts.map(() => 'passed'));
  await year.record(
    DECIDED,
    decided.map(({ resolution }) => resolution!),
  );
  for (const member of ADMITTED) {
    const director = { member, email: emailOf(member), name: member, from: '2025-12-16' };
    await year.post(administrator, '/board/directors', director);
  }
  expect(await year.get(ada, '/rates?month=2026-01&member=ivy')).toMatchObject({
    rates: [
      { plan: 'here', tier: 'employee', rate: '540.00', employer: '432.00', employee: '108.00' },
      { plan: 'here', tier: 'family', rate: '1300.00' },
      { plan: 'elsewhere' },
      {},
    ],
  });
});

test('it enrols its people by a file', async () => {
  expect(await year.take('enrolment', ENROLMENT, { received: '2026-01-02' })).toMatchObject({
    enrolments: 4 * MEMBERS.length,
  });
  const { months } = await year.get(year.people.treasurer, '/enrolment?from=2026-01&through=2026-01');
  expect(months).toMatchObject([{ subscribers: 30, persons: 40 }]);
});

const assessment = {
  ...{ shortfall: '5000.00', impaired: '2026-06-15', ordered: '2026-09-21' },
  ...{ from: '2026-01', through: '2026-06' },
};

/** Moves the assessment, and has it decided at the meeting of a quarter. */
async function assessmentDecided(meeting: string, votes: (member: string) => string) {
  const { ada, administrator, treasurer } = year.people;
  const { motion } = await year.post(treasurer, '/assessment-drafts', assessment, 200);
  const { motions } = await year.post(ada, '/board/motions', { motions: [motion!] });
  const [number] = motions as unknown as number[];
  await year.post(administrator, `/board/motions/${number}/seconds`, { by: emailOf('elm') });
  const [item] = await year.meet(meeting, [number!], votes);
  return item!;
}

/** What each bill comes to: a family, and two single persons. */
const BILL = 2380;
const [MONTHLY, LATE] = ['ash', 'juniper'];

/** Ash pays each bill at once and juniper a month late; all others pay a quarter in one, and leave it to the oldest bills. */
function paidIn(index: number) {
  return MEMBERS.flatMap((member) => {
    const isQuarterly = member !== MONTHLY && member !== LATE;
    const bill = MONTHS[member === LATE ? index - 1 : index];
    if (bill === undefined || (isQuarterly && index % 3 !== 2)) return [];
    const paid = { member, day: `${MONTHS[index]}-12`, amount: `${isQuarterly ? 3 * BILL : BILL}.00` };
    return [{ ...paid, reference: `R-${member}-${bill}`, ...(!isQuarterly && { bill }) }];
  });
}
const PAYMENTS = MONTHS.flatMap((_, index) => paidIn(index)).length;

/** What happens once in a month, beside what happens in each. */
const events: Record<string, () => Promise<void>> = {
  '2026-03': async () => {
    year.at('2026-03-01');
    await year.meet('2026-03-16', [], everybody);
  },
  '2026-04': async () => {
    const claims = ['ash', 'birch', 'cedar'].map((member) => ({
      ...claimOf('2026-04', member, '700.00'),
      claim: `file-${member}`,
      person: `${member}-2`,
    }));
    expect(await year.take('claims', claimsFile(claims))).toMatchObject({ claims: 3 });
    const made = await year.post(year.people.administrator, '/adjudications', undefined, 202);
    expect(await year.done(made)).toMatchObject({ lines: 3 });
  },
  '2026-05': async () => {
    const taken = { layout: 'poolbook', bankDraw: ['2026-05-15=1000.00'] };
    expect(await year.take('paid-claims', REGISTER, taken)).toMatchObject({ rows: { accepted: 2 } });
    const { draws } = await year.get(year.people.treasurer, '/draws');
    expect(draws).toMatchObject([{ funded: '2026-05-15', rows: 2, amount: '1000.00', matched: false }]);
  },
  '2026-06': async () => {
    year.at('2026-06-01');
    // Six of ten are for it, and an assessment needs two thirds.
    const isFor = (member: string) => (MEMBERS.indexOf(member) < 6 ? 'for' : 'against');
    const { outcome, resolution } = await assessmentDecided('2026-06-15', isFor);
    expect(outcome).toBe('failed');
    const ordered = { ...assessment, resolution };
    expect(await year.post(year.people.treasurer, '/assessments', ordered, 409)).toMatchObject({
      code: 'resolution_required',
    });
  },
  '2026-09': async () => {
    year.at('2026-09-01');
    const isFor = (member: string) => (member === 'juniper' ? 'against' : 'for');
    const { outcome, resolution } = await assessmentDecided('2026-09-14', isFor);
    expect(outcome).toBe('passed');
    const { treasurer } = year.people;
    const ordered = await year.post(treasurer, '/assessments', { ...assessment, resolution });
    const { number, shares } = ordered as unknown as {
      readonly number: number;
      readonly shares: { readonly member: string; readonly amount: string }[];
    };
    expect(shares.map(({ amount }) => amount)).toEqual(MEMBERS.map(() => '500.00'));
    const paid = { day: '2026-09-28', amount: '500.00', assessment: number };
    for (const member of MEMBERS)
      await year.post(treasurer, '/receipts', { ...paid, member, reference: `A-${member}` });
  },
  '2026-12': async () => {
    year.at('2026-12-01');
    await year.meet('2026-12-14', [], everybody);
  },
};

test('each month it decides claims, bills, receives, reconciles and closes; each quarter its board meets', async () => {
  const { administrator, treasurer } = year.people;
  for (const [index, month] of MONTHS.entries()) {
    year.at(`${month}-02`);
    await year.post(treasurer, '/charges', { through: month });
    const { bills } = await year.post(treasurer, '/bills', { month });
    expect(bills).toHaveLength(MEMBERS.length);
    const lines = [];
    for (const payment of paidIn(index)) {
      await year.post(treasurer, '/receipts', payment);
      const { day, amount, reference } = payment;
      lines.push({ line: reference, day, amount, reference });
    }
    if (lines.length > 0) await year.post(treasurer, '/bank-accounts/operating/lines', { lines });
    year.at(`${month}-20`);
    const claimant = MEMBERS[index % MEMBERS.length]!;
    const decided = await year.post(administrator, '/claims', claimOf(month, claimant, '1500.00'));
    expect(decided).toMatchObject({ version: 1, total: { charge: '1500.00' } });
    await events[month]?.();
    await year.post(treasurer, '/closes', { month });
  }
  const { items } = await year.get(treasurer, '/receipts?limit=1000');
  expect(items).toHaveLength(PAYMENTS + MEMBERS.length);
  const late = await year.get(treasurer, '/arrears?on=2027-02-28&member=juniper');
  expect(late).toMatchObject({ members: [{ owed: '2380.00', daysPastDue: { '31 to 60': '2380.00' } }] });
  const { bills } = await year.get(treasurer, '/bills?on=2026-12-31');
  const open = (bills as unknown as { status: string }[]).filter(({ status }) => status !== 'paid');
  expect(open).toEqual([expect.objectContaining({ member: LATE, month: '2026-12', status: 'open' })]);
  const { directors } = await year.get(administrator, '/board/directors');
  expect(directors).toHaveLength(MEMBERS.length);
  const { alerts } = await year.get(administrator, '/alerts');
  expect(JSON.stringify(alerts)).not.toContain('period_without_meeting');
});

test('a month that is closed stays so, and a claim of it that comes late takes the next', async () => {
  const { administrator, treasurer } = year.people;
  year.at('2027-01-15');
  expect(await year.post(treasurer, '/closes', { month: '2026-12' }, 409)).toMatchObject({
    code: 'period_closed',
  });
  await year.post(administrator, '/claims', { ...claimOf('2026-12', 'elm', '90.00'), claim: 'late' });
  await year.post(treasurer, '/positions', undefined);
});

test("at the year's end the bank has what the books have, and the ratio is of the year", async () => {
  const { treasurer, ada } = year.people;
  const draw = { line: 'draw', day: '2026-05-15', amount: '-1000.00' };
  await year.post(treasurer, '/bank-accounts/operating/lines', { lines: [draw] });
  const path = '/bank-accounts/operating/reconciliation';
  const report = await year.post(treasurer, path, { through: '2026-12-31' });
  expect(report).toMatchObject({ matched: PAYMENTS + 1, onlyBank: [], ledgerDifference: '0.00' });
  expect(await year.get(treasurer, '/draws')).toMatchObject({ draws: [{ matched: true }] });
  const ratios = await year.get(treasurer, '/ratios/2026');
  expect(ratios).toMatchObject({ total: { contributions: `${12 * MEMBERS.length * BILL}.00` } });
  // A director sees what enough persons' claims come to, and no member's own.
  expect(await year.get(ada, '/ratios/2026')).toMatchObject({
    total: (ratios as Record<string, object>).total,
  });
  const { total } = await year.get(treasurer, '/balances?through=2026-12');
  expect(total).toMatchObject({ assessments: '5000.00' });
});

test('in the end the books balance, every law holds, a rebuild finds nothing, and the statement is that of the command line', async () => {
  const { administrator, treasurer, operator } = year.people;
  const trial = await year.get(treasurer, '/ledger/trial-balance');
  const { debit, credit } = trial.total as unknown as { debit: string; credit: string };
  expect(debit).toBe(credit);
  expect(Number(debit)).toBeGreaterThan(0);
  const { stores, database } = year.pool;
  const consortium = known(await findConsortium(stores.consortia, CODE));
  expect(await brokenLaws(database, consortium.consortiumId)).toEqual([]);
  expect(await year.done(await year.post(administrator, '/rebuilds', {}, 202))).toMatchObject({
    agrees: true,
  });
  const statement = await operator.get(`/consortia/${CODE}/statement`);
  const drawn = known(await drawStatement(stores.books, consortium));
  expect(statement.body).toBe(JSON.stringify(statementDocument(drawn)));
  const { items } = await year.get(administrator, '/trail?kind=change&limit=1000');
  expect((items as unknown as object[]).length).toBeGreaterThan(150);
});
