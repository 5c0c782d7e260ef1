import { Bar } from '../../parts/Bars.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { KeyMark, KeyMarks } from '../../parts/KeyMark.tsx';
import { Section } from '../../parts/Section.tsx';
import type { Bid, Comparison } from './tender.ts';
import { useChoiceWords } from './words.ts';

/** Who pays what under each bid: the employer, and the employees. */
export function WhoPays({ comparison: { bids, currency } }: { readonly comparison: Comparison }) {
  const t = useChoiceWords();
  const { amount, short } = useFigures(currency);
  const scale = Math.max(...bids.map(({ years }) => lengthOf(years.expected.total)));
  const column = (key: string, heading: string, of: (bid: Bid) => string, isDetail: boolean) => ({
    ...{ key, heading, side: 'end' as const, isDetail },
    by: (bid: Bid) => Number(of(bid)),
    csv: of,
    cell: (bid: Bid) => <bdi>{amount(of(bid))}</bdi>,
  });
  return (
    <Section span={7} title={t('who')} measure={t('whoMeasure')}>
      <KeyMarks>
        <KeyMark kind="settled">{t('employer')}</KeyMark>
        <KeyMark kind="person">{t('employees')}</KeyMark>
      </KeyMarks>
      <DataTable<Bid>
        name={t('who')}
        rows={bids}
        keyOf={({ name }) => name}
        columns={[
          {
            ...{ key: 'bid', heading: t('bid') },
            by: ({ name }) => name,
            cell: ({ name, years: { expected } }) => (
              <>
                {name}
                <Bar
                  scale={scale}
                  parts={[
                    { length: lengthOf(expected.employer), kind: 'settled' },
                    { length: lengthOf(expected.employee), kind: 'person' },
                  ]}
                  label={t('whoLabel', {
                    bid: name,
                    employer: short(expected.employer),
                    employee: short(expected.employee),
                  })}
                />
              </>
            ),
          },
          column('employer', t('employer'), ({ years }) => years.expected.employer, false),
          column('employees', t('employees'), ({ years }) => years.expected.employee, false),
          column('employerWorst', t('employerWorst'), ({ years }) => years.worst.employer, true),
          column('employeesWorst', t('employeesWorst'), ({ years }) => years.worst.employee, true),
        ]}
      />
    </Section>
  );
}
