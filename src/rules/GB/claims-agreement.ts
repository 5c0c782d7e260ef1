import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule, unread } from '../rule.ts';

/** London: up to which amount one insurer agrees a claim for the others, and from which a second lead does too. */
const SINGLE = unread(
  'LMA 9150, Single Claims Agreement Party arrangements',
  'https://lmg.london/documents/scap/',
  'amount and day, in stored pages of the market and of Lloyd’s',
);
const COMPLEX = unread(
  'Lloyd’s Claims Lead Arrangements, financial thresholds of a complex claim',
  'https://www.lloyds.com/resources-and-services/claims-for-market-participants',
  'amounts and day, in stored pages of Lloyd’s and of a law firm',
);

export const londonClaimsAgreement: Rules = new Map([
  [
    'single-agreement-party-most',
    rule(
      'single agreement party',
      'GBP',
      'A claim of so much or less, where the contract has the clause and no dispute stands, is agreed by the slip leader alone.',
      since('2018-02-01', '250000', SINGLE),
    ),
  ],
  [
    'complex-first-party-over',
    rule(
      'complex claim, first party',
      'GBP',
      'Of the Lloyd’s share: over it the second lead agrees too.',
      since('2023-06-01', '2000000', COMPLEX),
    ),
  ],
  [
    'complex-third-party-over',
    rule(
      'complex claim, third party',
      'GBP',
      'Of the Lloyd’s share: over it the second lead agrees too.',
      since('2023-06-01', '1000000', COMPLEX),
    ),
  ],
]);
