/** Naive twin of the calculator `coordination`, written straight from the section "coordination" of the rules. */
import { formatAmount, larger, parseAmount, smaller } from './decimal.ts';

export interface CoordinationInput {
  currency: string;
  method: 'standard' | 'carve-out' | 'maintenance-of-benefits';
  charge: string;
  primary: { allowed: string; paid: string };
  secondary: { allowed: string; normalBenefit: string };
}

export interface CoordinationOutput {
  secondaryPays: string;
  memberPays: string;
  writeOff: string;
}

export function naiveCoordination(input: CoordinationInput): CoordinationOutput {
  const parse = (text: string): bigint => parseAmount(text, input.currency);
  const charge = parse(input.charge);
  const primaryPaid = parse(input.primary.paid);
  const normalBenefit = parse(input.secondary.normalBenefit);
  const largerAllowed = larger(parse(input.primary.allowed), parse(input.secondary.allowed));

  let secondaryPays = normalBenefit;
  if (input.method === 'standard') secondaryPays = smaller(normalBenefit, largerAllowed - primaryPaid);
  if (input.method === 'carve-out') secondaryPays = normalBenefit - primaryPaid;
  secondaryPays = larger(0n, secondaryPays);

  return {
    secondaryPays: formatAmount(secondaryPays, input.currency),
    memberPays: formatAmount(larger(0n, largerAllowed - primaryPaid - secondaryPays), input.currency),
    writeOff: formatAmount(larger(0n, charge - largerAllowed), input.currency),
  };
}
