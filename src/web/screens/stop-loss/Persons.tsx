import { usePool } from '../../api/session.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { usePersonColumns } from './personColumns.tsx';
import type { Contract } from './types.ts';
import { useStopLossWords } from './words.ts';

const KNOW_PERSONS = ['operator', 'administrator', 'auditor', 'stop-loss carrier'];

/** Persons at half of their deductible or more, each as a bar to it; without names for those who may not know them. */
export function Persons({ contract: { specific } }: { readonly contract: Contract }) {
  const t = useStopLossWords();
  const { money } = useFigures();
  const { role } = usePool();
  const rows = specific?.persons ?? [];
  const columns = usePersonColumns(
    rows,
    ['eligible', 'deductible', 'excess', 'reimbursement'],
    ['deductible', 'excess'],
  );
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
          columns={columns}
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
