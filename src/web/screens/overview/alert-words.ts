import type { Got } from '../../api/answers.ts';
import { useFigures } from '../../parts/figures.ts';
import { wordsOf } from '../../words/words.ts';
import { useNames } from '../members/reads.ts';

export type Alert = Got<'/api/v1/consortia/{consortium}/alerts'>['alerts'][number];

/** What an alert is about and the figure that shows it, by its code, in the console's own words. */
const useWords = wordsOf('alerts', {
  pool: 'the pool',
  about_period_without_meeting: '{{from}} to {{to}}',
  about_voted_rate_not_billed: 'resolution {{resolution}}',
  about_billed_rate_not_voted: '{{months}}',
  about_position_at_half: '{{contract}}',
  about_ratio_over_100_percent: '{{whose}}, {{year}}',
  about_ratio_outside_band: 'the pool, {{year}}',
  about_reserve_short: 'at the end of {{month}}',
  about_requirement_short: '{{requirement}}, at the end of {{month}}',
  noMeeting: 'There was no meeting at all.',
  lastMeeting: 'The last meeting was on {{last}}.',
  notRecorded: 'What was voted from {{from}} on is not in the document on record.',
  billedOtherwise_one:
    'One rate, {{member}}, {{plan}}, {{tier}} in {{month}}: billed {{billed}}, voted {{voted}}.',
  billedOtherwise_other:
    '{{count}} rates, the first {{member}}, {{plan}}, {{tier}} in {{month}}: billed {{billed}}, voted {{voted}}.',
  nothing: 'nothing',
  persons_one:
    'One person is at half of the specific deductible or more, over it: {{over}}; the largest is at {{largest}}.',
  persons_other:
    '{{count}} persons are at half of the specific deductible or more, over it: {{over}}; the largest is at {{largest}}.',
  ratio: 'The loss ratio is {{ratio}}.',
  ratioBand: 'The loss ratio is {{ratio}}, outside {{from}} to {{to}}.',
  ratioLeast: 'The loss ratio is {{ratio}}, under {{from}}.',
  ratioMost: 'The loss ratio is {{ratio}}, over {{to}}.',
  reserve: '{{held}} is held for claims that will still cost {{required}}: {{shortfall}} short.',
  requirement: '{{held}} is held where {{citation}} requires {{required}}: {{shortfall}} short.',
});

/** An alert in words: what it is about, and its figure. */
export function useAlertWords() {
  const t = useWords();
  const { money, amount, percent, day, month } = useFigures();
  const nameOf = useNames();
  const about = ({ code, values }: Alert): string => {
    const { from = '', to = '', months = '', member } = values;
    return t(`about_${code}`, {
      ...values,
      whose: member === undefined ? t('pool') : nameOf(member),
      ...(code === 'period_without_meeting' && { from: day(from), to: day(to) }),
      ...(months !== '' && { months: months.split(',').map(month).join(', ') }),
      ...(values.month !== undefined && { month: month(values.month) }),
    });
  };
  const figure = ({ code, values }: Alert): string => {
    const { from, to, last, largest = '0', lossRatio = '0', persons, rates, billed, voted } = values;
    const amounts = (...names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, money(values[name] ?? '0')]));
    switch (code) {
      case 'period_without_meeting':
        return last === undefined ? t('noMeeting') : t('lastMeeting', { last: day(last) });
      case 'voted_rate_not_billed':
        return t('notRecorded', { from: month(from ?? '') });
      case 'billed_rate_not_voted':
        return t('billedOtherwise', {
          ...{ ...values, count: Number(rates), month: month(values.month ?? '') },
          ...{ member: nameOf(values.member ?? ''), billed: amount(billed ?? '0') },
          voted: voted === undefined ? t('nothing') : amount(voted),
        });
      case 'position_at_half':
        return t('persons', { ...values, count: Number(persons), largest: percent(largest) });
      case 'ratio_over_100_percent':
        return t('ratio', { ratio: percent(lossRatio) });
      case 'ratio_outside_band':
        return t(from === undefined ? 'ratioMost' : to === undefined ? 'ratioLeast' : 'ratioBand', {
          ...{ ratio: percent(lossRatio), from: percent(from ?? '0'), to: percent(to ?? '0') },
        });
      case 'reserve_short':
        return t('reserve', amounts('held', 'required', 'shortfall'));
      case 'requirement_short':
        return t('requirement', { ...values, ...amounts('held', 'required', 'shortfall') });
    }
  };
  return { about, figure };
}
