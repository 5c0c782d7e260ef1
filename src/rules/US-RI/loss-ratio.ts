import { since } from '../../core/parameters/parameter.ts';
import { type Rules, rule, unread, withDue } from '../rule.ts';

/** Rhode Island: the least loss ratio of property and casualty that needs no approval and explanation. Guidance, not law. */
export const rhodeIslandLossRatioMinimums: Rules = new Map([
  [
    'property-casualty',
    withDue(
      'approval by the department and an explanation',
      rule(
        'least loss ratio, property and casualty',
        'ratio',
        'Below it approval by the department and an explanation are due.',
        since(
          '2011-01-01',
          '0.60',
          unread(
            'Rhode Island Department of Business Regulation: guidance on rates of property and casualty',
            'https://dbr.ri.gov/insurance/property-and-casualty',
            'no copy was found; the 60 % of 230-RICR-20-60-1.4 are of consumer credit insurance alone, so neither the number nor its first day is confirmed',
          ),
        ),
      ),
    ),
  ],
]);
