/**
 * Naive twin of the calculator `reserve-requirement`, written straight from the section "reserve-requirement and
 * assessment" of the calculators' rules, for New York. It checks nothing.
 */
import { formatAmount, larger, parseAmount, parseRatio, type RatioInput, times } from './decimal.ts';

export interface ReserveRequirementInput {
  currency: string;
  jurisdiction: string;
  day: string;
  expectedIncurredClaimsAndExpenses: string;
  earnedPremiumEquivalents: string;
  participants: { municipalities: number; employeesAndRetirees: number };
  acceptedShare?: RatioInput;
  held: { reserve: string; surplus: string };
  assets?: string;
  liabilities?: string;
}

export function naiveReserveRequirement(input: ReserveRequirementInput) {
  const parse = (text: string): bigint => parseAmount(text, input.currency);
  const write = (units: bigint): string => formatAmount(units, input.currency);
  const { municipalities, employeesAndRetirees } = input.participants;
  const isLarge = municipalities >= 5 && employeesAndRetirees >= 2000;

  const reserveShare = parseRatio(input.acceptedShare ?? '0.25');
  const reserve = times(parse(input.expectedIncurredClaimsAndExpenses), reserveShare);
  const surplus = times(parse(input.earnedPremiumEquivalents), isLarge ? [5n, 100n] : [7n, 100n]);

  const item = (name: 'reserve' | 'surplus', required: bigint, paragraph: string) => ({
    name,
    required: write(required),
    held: write(parse(input.held[name])),
    shortfall: write(larger(0n, required - parse(input.held[name]))),
    citation: `New York Insurance Law § 4706(a)${paragraph}`,
  });
  const items = [item('reserve', reserve, '(1)'), item('surplus', surplus, isLarge ? '(5)(A)' : '(5)(B)')];

  let adequate = parse(input.held.reserve) >= reserve && parse(input.held.surplus) >= surplus;
  if (input.assets !== undefined && input.liabilities !== undefined) {
    adequate &&= parse(input.assets) >= parse(input.liabilities) + reserve + surplus;
  }
  return { items, adequate };
}
