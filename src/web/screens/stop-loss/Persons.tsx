import { usePool } from '../../api/session.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { PersonBar } from './PersonBar.tsx';
import type { Contract } from './types.ts';
import { useStopLossWords } from './words.ts';

const KNOW_PERSONS = ['operator', 'administrator', 'auditor', 'stop-loss carrier'];

/** Persons at half of their deductible or more, each as a bar to it; without names for those who may not know them. */
export function Persons({ contract: { specific } }: { readonly contract: Contract }) {
  const t = useStopLossWords();
  const shared = useSharedWords();
  const { money } = useFigures();
  const { role } = usePool();
  const rows = specific?.persons ?? [];
  const longest = Math.max(1.25, ...rows.map(({ share }) => Number(share)));
  return (
    <Section
      title={rows.length === 0 ? t('personsNone') : t('personsTitle', { count: rows.length })}
      measure={t('personsMeasure')}
      {...(!KNOW_PERSONS.includes(role) && { note: t('personsHidden') })}
    >
      {rows.length === 0 ? (
        <Empty title={specific === undefined ? t('noSpecific') : t('personsNone')} />
      ) : (
        <DataTable
          name={t('personsMeasure')}
          rows={rows}
          keyOf={(row) => row.person}
          columns={[
            {
              ...{ key: 'person', heading: t('person') },
              cell: (row) => <span className="code">{row.person}</span>,
              by: (row) => row.person,
            },
            {
              key: 'bar',
              heading: t('toDeductible'),
              cell: (row) => (
                <PersonBar
                  share={Number(row.share)}
                  longest={longest}
                  label={t('personLabel', {
                    person: row.person,
                    paid: money(row.eligible),
                    deductible: money(row.deductible),
                  })}
                />
              ),
            },
            ...(['eligible', 'deductible', 'excess', 'reimbursement'] as const).map((name) => ({
              ...{ key: name, side: 'end' as const, isDetail: name === 'deductible' || name === 'excess' },
              heading: t(HEADINGS[name]),
              cell: (row: (typeof rows)[number]) =>
                signOf(row[name]) === 0 ? shared('none') : money(row[name]),
              by: (row: (typeof rows)[number]) => lengthOf(row[name]),
              csv: (row: (typeof rows)[number]) => row[name],
            })),
          ]}
          foot={{
            person: t('total'),
            excess: money(sumOf(rows.map(({ excess }) => excess))),
            reimbursement: money(specific!.reimbursement),
          }}
        />
      )}
    </Section>
  );
}

const HEADINGS = {
  eligible: 'paidSoFar',
  deductible: 'deductible',
  excess: 'excess',
  reimbursement: 'paysBack',
} as const;
