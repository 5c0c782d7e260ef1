import type { Command, PoolDocument } from '../history.ts';
import type { Roster } from './roster.ts';
import { Tally } from './tally.ts';
import { cents, isDay } from './text.ts';

/** A payment that someone else made. */
export interface Payment {
  readonly claim: string;
  readonly reference: string;
  readonly reverses: string;
  readonly person: string;
  readonly benefit: string;
  readonly incurred: string;
  readonly paid: string;
  readonly funded: string;
  readonly charge: number;
  readonly allowed: number;
  readonly memberPays: number;
  readonly planPays: number;
  readonly member: string;
  readonly plan: string;
  readonly content: string;
}

/** Takes a register into the payments on record; those that are new come back. */
export function takeRegister(
  payments: Payment[],
  roster: Roster,
  document: PoolDocument,
  file: Extract<Command, { step: 'register' }>,
): { tally: Tally; fresh: Payment[] } {
  const tally = new Tally(file.acceptValid);
  const fresh: Payment[] = [];
  const waiting: Payment[] = [];
  const enter = (payment: Payment) => {
    const met = fresh.find((one) => keyOf(one) === keyOf(payment));
    if (met === undefined) {
      fresh.push(payment);
      tally.taken += 1;
    } else if (met.content === payment.content) tally.repeated += 1;
    else tally.leaveOut(1, ['duplicate_claim']);
  };
  const sums = { rows: 0, charge: 0, allowed: 0, planPays: 0 };
  const rows = file.rows.filter((row) => !row.startsWith('CONTROL,'));
  for (const text of rows) {
    const payment = readPayment(text, roster);
    sums.rows += 1;
    sums.charge += payment.charge;
    sums.allowed += payment.allowed;
    sums.planPays += payment.planPays;
    const known = payments.find((one) => keyOf(one) === keyOf(payment));
    const isReadable = [payment.incurred, payment.paid, payment.funded].every(isDay);
    if (!isReadable) tally.leaveOut(1, ['no_such_day']);
    else if (known?.content === text) tally.repeated += 1;
    else if (known !== undefined) tally.leaveOut(1, ['duplicate_claim']);
    else {
      const problems = problemsOf(payment, roster, document, file.acceptNotEnrolled === true);
      const { reverses } = payment;
      const isAwaited = reverses !== '' && ![...payments, ...fresh].some(({ claim }) => claim === reverses);
      if (problems.length > 0) tally.leaveOut(1, problems);
      else if (isAwaited) waiting.push(payment);
      else enter(payment);
    }
  }
  for (let at = 0; at < waiting.length; ) {
    const isKnown = fresh.some(({ claim }) => claim === waiting[at]!.reverses);
    if (!isKnown) at += 1;
    else {
      enter(waiting.splice(at, 1)[0]!);
      at = 0;
    }
  }
  tally.leaveOut(
    waiting.length,
    waiting.map(() => 'unknown_reference'),
  );
  const trailer = file.rows.find((row) => row.startsWith('CONTROL,'))!.split(',');
  const totals = [sums.rows, sums.charge, sums.allowed, sums.planPays];
  const given = [Number(trailer[1]), ...trailer.slice(2).map(cents)];
  if (totals.some((total, index) => total !== given[index])) tally.spoil('control_total_differs');
  if (file.bankDraw !== undefined && cents(file.bankDraw) !== sums.planPays && file.reason === undefined)
    tally.spoil('bank_draw_differs');
  return { tally, fresh: tally.isRefused ? [] : fresh };
}

function keyOf({ claim, reference, reverses }: Payment): string {
  return [claim, reference, reverses].join('|');
}

function readPayment(text: string, roster: Roster): Payment {
  const [claim, reference, reverses, person, benefit, incurred, paid, funded, ...amounts] = text.split(
    ',',
  ) as [string, string, string, string, string, string, string, string, ...string[]];
  const [charge, allowed, memberPays, planPays] = amounts.map(cents) as [number, number, number, number];
  const span = roster.spans.has(person) ? roster.on(person, incurred).span : undefined;
  return {
    ...{ claim, reference, reverses, person, benefit, incurred, paid, funded },
    ...{ charge, allowed, memberPays, planPays, content: text },
    ...{ member: span?.member ?? '', plan: span?.plan ?? '' },
  };
}

function problemsOf(
  payment: Payment,
  roster: Roster,
  document: PoolDocument,
  acceptNotEnrolled: boolean,
): string[] {
  const { person, incurred, charge, allowed, memberPays, planPays, reverses } = payment;
  const problems: string[] = [];
  const amounts = [charge, allowed, memberPays, planPays];
  const isRecovery = planPays < 0 && amounts.slice(0, 3).every((amount) => amount === 0);
  const isMixed = amounts.some((amount) => amount < 0) && amounts.some((amount) => amount > 0);
  const isTooMuch = Math.abs(memberPays) + Math.abs(planPays) > Math.abs(allowed);
  if (!isRecovery && (isMixed || isTooMuch)) problems.push('inconsistent');
  if (planPays < 0 && reverses === '') problems.push('missing_reversal');
  if (!roster.spans.has(person)) return [...problems, 'unknown_reference'];
  const { span, when } = roster.on(person, incurred);
  const plan = document.plans.find(({ code }) => code === span.plan)!;
  if (when !== 'during' && !acceptNotEnrolled) problems.push('not_enrolled');
  else if (plan.administration !== 'paid elsewhere') problems.push('inconsistent');
  return problems;
}
