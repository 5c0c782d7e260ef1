import type { ConsortiumDocument } from '../../exchange/json/consortium-document.ts';
import type { ClaimRow, EnrolmentRow } from '../import/rows.ts';
import type { ClaimColumns } from './claim-columns.ts';
import { claimRows, sizeOf } from './claim-rows.ts';
import { claimsOf } from './claims.ts';
import { demoDocument } from './document.ts';
import { paymentsOf } from './payments.ts';
import { enrolmentRows, personsOf, populate } from './population.ts';
import { type DemoReceipt, receiptsOfBills } from './receipts.ts';
import { type Register, registersOf } from './registers.ts';

/** The seed of the demo that `npm start` shows; demo/consortium.json is calibrated to it. */
export const DEMO_SEED = 1;

/** The demo consortium's two years, as a source of rows to be taken in. Every iterable may be gone through again. */
export interface Demo {
  readonly document: ConsortiumDocument;
  enrolment(): Iterable<EnrolmentRow>;
  /** Claims adjudicated here, in the order received. */
  claims(): Iterable<ClaimRow>;
  /** Registers of claims paid elsewhere, by month. */
  registers(): Iterable<Register>;
  /** Which bills were paid on which day. */
  receipts(): Iterable<DemoReceipt>;
  /** How many claims and lines `claims` gives, for showing progress. */
  size(): { readonly claims: number; readonly lines: number };
}

/**
 * Generates the demo consortium. The same seed and scale give the same rows, byte for byte, on every machine; `scale`
 * is the share of the 6,000 employees. Calibrated to public figures of employer plans; nobody in it exists.
 */
export function generateDemo(seed: number = DEMO_SEED, options: { readonly scale?: number } = {}): Demo {
  const document = demoDocument();
  const households = populate(seed, options.scale ?? 1);
  const persons = personsOf(households);
  let columns: ClaimColumns | undefined;
  let registers: Register[] | undefined;
  const generated = () => {
    columns ??= claimsOf(seed, persons);
    return columns;
  };
  return {
    document,
    enrolment: () => ({ [Symbol.iterator]: () => enrolmentRows(households) }),
    claims: () => ({ [Symbol.iterator]: () => claimRows(generated(), persons) }),
    registers() {
      const plan = document.plans.find(({ administration }) => administration === 'paid elsewhere')!;
      const { weekday } = document.paymentRun;
      registers ??= registersOf(paymentsOf(seed, generated(), persons, plan, weekday), generated(), persons);
      return registers;
    },
    receipts: () => ({ [Symbol.iterator]: () => receiptsOfBills() }),
    size: () => sizeOf(generated(), persons),
  };
}
