import { type AmountText, lengthOf, signOf, sumOf } from '../../parts/amounts.ts';

/** What is taken from a charge, in the order in which it is taken. */
export const TAKEN = [
  ...(['writeOff', 'balanceBill', 'notCovered', 'copay', 'deductible', 'coinsurance'] as const),
] as const;
export type Taken = (typeof TAKEN)[number];

/** A charge and all that it falls into. */
export type Parts = Readonly<Record<Taken | 'charge' | 'planPays', AmountText>>;

/** A step of the fall: its amount, negative where it takes away, and its bar from zero up, as numbers for lengths only. */
export interface Fall {
  readonly step: Taken | 'charge' | 'planPays';
  readonly amount: AmountText;
  readonly from: number;
  readonly to: number;
}

const negative = (amount: AmountText) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

/** The sums of the parts of lines, exactly. */
export function partsOf(lines: readonly Parts[]): Parts {
  const names = ['charge', ...TAKEN, 'planPays'] as const;
  return Object.fromEntries(names.map((name) => [name, sumOf(lines.map((line) => line[name]))])) as Parts;
}

/**
 * A charge as it falls to what the plan pays: each step that takes something begins where the one before ended. Of a
 * refund all amounts are negative and the lengths the same.
 */
export function fallsOf(parts: Parts): Fall[] {
  const turn = lengthOf(parts.charge) < 0 ? -1 : 1;
  const taken = TAKEN.filter((step) => signOf(parts[step]) !== 0);
  const falls: Fall[] = [
    { step: 'charge', amount: parts.charge, from: 0, to: turn * lengthOf(parts.charge) },
  ];
  const gone: AmountText[] = [parts.charge];
  for (const step of taken) {
    const to = turn * lengthOf(sumOf(gone));
    gone.push(negative(parts[step]));
    falls.push({ step, amount: negative(parts[step]), from: turn * lengthOf(sumOf(gone)), to });
  }
  return [
    ...falls,
    { step: 'planPays', amount: parts.planPays, from: 0, to: turn * lengthOf(parts.planPays) },
  ];
}

/** The steps that the person owes: what is not covered too, as the codes of the claim say (PR). */
export const OWED_BY_PERSON: readonly Taken[] = [
  ...(['balanceBill', 'notCovered', 'copay', 'deductible', 'coinsurance'] as const),
];

/** What the person pays of a charge, exactly. */
export const personPaysOf = (parts: Parts): AmountText => sumOf(OWED_BY_PERSON.map((step) => parts[step]));
