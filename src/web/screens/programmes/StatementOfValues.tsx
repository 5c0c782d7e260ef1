import { DataTable } from '../../parts/DataTable.tsx';
import { signOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSharedWords } from '../../words/shared.ts';
import type { Values } from './property.ts';
import { useProgrammeWords } from './words.ts';

type Location = Values['locations'][number];
type Loss = NonNullable<Values['losses']>[number];

/** What each location is worth and insured for, and where that is short of what the clause asks. */
export function ValuesTable({ values }: { readonly values: Values }) {
  const t = useProgrammeWords();
  const common = useSharedWords();
  const { day, percent, amount, money, count } = useFigures(values.currency);
  const short = values.locations.filter(({ gap }) => signOf(gap) > 0);
  const figure = (key: 'value' | 'required' | 'insured' | 'gap', isDetail = false) => ({
    ...{ key, heading: t(key), side: 'end' as const, isDetail },
    by: (row: Location) => Number(row[key]),
    csv: (row: Location) => row[key],
    cell: (row: Location) =>
      signOf(row[key]) === 0 ? (
        <span className="quiet">{common('none')}</span>
      ) : (
        <bdi>{amount(row[key])}</bdi>
      ),
  });
  return (
    <Section
      title={
        short.length === 0
          ? t('valuesFull')
          : t('valuesShort', {
              count: short.length,
              all: count(values.locations.length),
              gap: money(values.total.gap),
            })
      }
      measure={`${t('values')}. ${t('valuesMeasure', {
        day: day(values.on),
        requirement: percent(values.requirement),
        currency: values.currency,
      })}`}
    >
      <DataTable<Location>
        name={t('values')}
        rows={values.locations}
        keyOf={({ location }) => location}
        columns={[
          {
            ...{ key: 'location', heading: t('location') },
            by: ({ name, location }) => name ?? location,
            cell: ({ name, location }) => name ?? location,
          },
          {
            ...{ key: 'appraised', heading: t('appraised'), isDetail: true },
            by: ({ appraisedOn }) => appraisedOn,
            cell: ({ appraisedOn, source }) => <span title={source}>{day(appraisedOn)}</span>,
          },
          figure('value', true),
          figure('required', true),
          figure('insured', true),
          figure('gap'),
          {
            ...{ key: 'counts', heading: t('counts') },
            by: ({ ratio }) => Number(ratio),
            csv: ({ ratio }) => ratio,
            cell: ({ ratio, gap, agreedValue }) =>
              agreedValue ? (
                <Status kind="note">{t('agreed', { ratio: percent(ratio) })}</Status>
              ) : signOf(gap) > 0 ? (
                <Status kind="alert">{t('short', { ratio: percent(ratio) })}</Status>
              ) : (
                <Status kind="good">{percent(ratio)}</Status>
              ),
          },
        ]}
        foot={{
          location: t('all'),
          value: amount(values.total.value),
          required: amount(values.total.required),
          insured: amount(values.total.insured),
          gap: amount(values.total.gap),
        }}
      />
    </Section>
  );
}

/** The losses of the document through clause and programme, in the order of their days. */
export function LossesOfYear({ values: { losses, year, locations, currency } }: { readonly values: Values }) {
  const t = useProgrammeWords();
  const { amount } = useFigures(currency);
  if (losses === undefined) return null;
  const nameOf = (code: string) => locations.find(({ location }) => location === code)?.name ?? code;
  const figure = (
    key: 'amount' | 'counted' | 'deductible' | 'insuredBears' | 'penalty',
    heading: string,
  ) => ({
    ...{ key, heading, side: 'end' as const, isDetail: key === 'counted' || key === 'deductible' },
    by: (row: Loss) => Number(row[key]),
    csv: (row: Loss) => row[key],
    cell: (row: Loss) => <bdi>{amount(row[key])}</bdi>,
  });
  return (
    <Section title={t('losses')} measure={t('lossesMeasure')}>
      <DataTable<Loss>
        name={t('losses')}
        rows={losses}
        keyOf={({ id }) => id ?? ''}
        columns={[
          { key: 'id', heading: t('lossName'), csv: ({ id }) => id ?? '', cell: ({ id }) => id },
          {
            ...{ key: 'location', heading: t('location'), isDetail: true },
            by: ({ location }) => nameOf(location),
            cell: ({ location }) => nameOf(location),
          },
          figure('amount', t('amount')),
          figure('counted', t('counted')),
          figure('deductible', t('lossDeductible')),
          figure('insuredBears', t('bears')),
          figure('penalty', t('penalty')),
        ]}
        {...(year && {
          foot: {
            id: t('all'),
            amount: amount(year.losses),
            insuredBears: amount(year.insuredBears),
            penalty: amount(year.penalty),
          },
        })}
      />
    </Section>
  );
}
