import { since } from '../../core/parameters/parameter.ts';
import { type Rules, read, rule } from '../rule.ts';

/** London: up to which amount one insurer agrees a claim for the others, and from which a second lead does too. */
const SINGLE = read(
  'LMA 9150, Single Claims Agreement Party arrangements, the Threshold Amount',
  'https://www.lmalloyds.com/LMA/News/LMA_bulletins/LMA_Bulletins/LMA19-028-EW.aspx',
  'the clause, as a bulletin of the association that publishes it quotes it; the month there, the day in a note of a law firm',
);
const COMPLEX = read(
  'Lloyd’s Claims Lead Arrangements, financial thresholds of a complex claim',
  'http://www.lloyds.com/conducting-business/multinational-policies-playbook/practical-considerations/claims',
  'the amounts and the day, at Lloyd’s; that the amount itself is complex already, in a copy of its rule on receipt, paragraph 1(d)(i)',
);
const FROM_IT_ON = 'Likely to be claimed of the Lloyd’s share: from it on the second lead agrees too.';

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
    'complex-first-party-from',
    rule('complex claim, first party', 'GBP', FROM_IT_ON, since('2023-06-01', '2000000', COMPLEX)),
  ],
  [
    'complex-third-party-from',
    rule('complex claim, third party', 'GBP', FROM_IT_ON, since('2023-06-01', '1000000', COMPLEX)),
  ],
  [
    'complex-non-proportional-reinsurance-from',
    rule(
      'complex claim, non-proportional reinsurance',
      'GBP',
      FROM_IT_ON,
      since('2023-06-01', '5000000', COMPLEX),
    ),
  ],
]);
