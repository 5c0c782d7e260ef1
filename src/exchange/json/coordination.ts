import {
  type CoordinatedLine,
  type Coordination,
  type CoordinationMethod,
  coordinate,
} from '../../core/claims/coordination.ts';
import type { Step, WriteAmount } from '../../core/claims/explain.ts';
import { isRefusal } from '../../core/refusal.ts';
import * as calculator from './calculator.ts';
import * as shape from './shape.ts';

const input = shape.object({
  currency: shape.currency,
  method: shape.oneOf('standard', 'carve-out', 'maintenance-of-benefits'),
  charge: shape.amount(),
  primary: shape.object({ allowed: shape.amount(), paid: shape.amount() }),
  secondary: shape.object({ allowed: shape.amount(), normalBenefit: shape.amount() }),
});

const { outputAmount: money } = calculator;

/** Coordination of benefits between two plans on one line. Source: CALCULATORS.md, coordination. */
export const coordinationCalculator: calculator.Calculator = {
  name: 'coordination',
  input: input.schema,
  output: calculator.outputObject(
    { secondaryPays: money, memberPays: money, writeOff: money, explanation: calculator.outputExplanation },
    'explanation',
  ),
  calculate(document, explain) {
    const read = shape.readDocument(input, document);
    if (isRefusal(read)) return read;
    const coordination = coordinate(read);
    if (isRefusal(coordination)) return coordination;
    const write = calculator.amountWriter(read.currency);
    return {
      ...calculator.writeAmounts({ ...coordination }, write),
      ...(explain && { explanation: stepsOf(read, coordination, write) }),
    };
  },
};

const SOURCE = 'CALCULATORS.md, coordination';

function stepsOf(line: CoordinatedLine, coordination: Coordination, write: WriteAmount): Step[] {
  const { charge, primary, secondary } = line;
  const allowed = write(Math.max(primary.allowed, secondary.allowed));
  const [paid, normal] = [write(primary.paid), write(secondary.normalBenefit)];
  const pays: Record<CoordinationMethod, string> = {
    standard: `smaller of the normal benefit ${normal} and ${allowed} - ${paid}, not below ${write(0)}`,
    'carve-out': `normal benefit ${normal} - ${paid}, not below ${write(0)}`,
    'maintenance-of-benefits': `normal benefit ${normal} on what the first plan left, as given`,
  };
  const left = `${allowed} - ${paid} - ${write(coordination.secondaryPays)}, not below ${write(0)}`;
  const step = (term: string, formula: string, result: string): Step => ({
    term,
    formula,
    result,
    source: SOURCE,
  });
  return [
    step('allowed', `larger of ${write(primary.allowed)} and ${write(secondary.allowed)}`, allowed),
    step(`secondary pays (${line.method})`, pays[line.method], write(coordination.secondaryPays)),
    step('member pays', left, write(coordination.memberPays)),
    step('write-off', `charge ${write(charge)} - ${allowed}`, write(coordination.writeOff)),
  ];
}
