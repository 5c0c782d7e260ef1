import { Link } from '@tanstack/react-router';
import { usePool } from '../../api/session.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { usePersonColumns } from '../stop-loss/personColumns.tsx';
import type { Year } from './types.ts';
import { useOverviewWords } from './words.ts';

const MOST_SHOWN = 8;

type Specific = NonNullable<Year['contracts'][number]['specific']>;

/** Persons at half of their specific deductible or more, the highest eight of all contracts of the year. */
export function Persons({ year }: { readonly year: Year }) {
  const t = useOverviewWords();
  const shared = useSharedWords();
  const { money, month, count } = useFigures();
  const { pool, may } = usePool();
  const total = (of: (specific: Specific) => number) =>
    year.contracts.reduce((sum, { specific }) => sum + (specific === undefined ? 0 : of(specific)), 0);
  const [half, over] = [total((specific) => specific.half), total((specific) => specific.over)];
  const rows = year.contracts
    .flatMap(({ contract, specific }) =>
      (specific?.persons ?? []).map((person) => ({ ...person, key: `${contract} ${person.person}` })),
    )
    .sort((a, b) => Number(b.share) - Number(a.share))
    .slice(0, MOST_SHOWN);
  const columns = usePersonColumns(rows, ['eligible', 'reimbursement'], ['reimbursement']);
  const measure = t('personsMeasure', { month: month(year.asOf) });
  return (
    <Section
      span={5}
      title={over === 0 ? t('personsNone') : t('personsOver', { count: over })}
      measure={measure}
      action={
        may('position.read') && (
          <Link to={'/pools/$pool/stop-loss' as never} params={{ pool } as never}>
            {t('personsAll')}
          </Link>
        )
      }
    >
      {rows.length === 0 ? (
        <Empty title={year.withheld ? shared('withheld') : t('personsEmpty')} />
      ) : (
        <DataTable
          name={measure}
          rows={rows}
          keyOf={(row) => row.key}
          columns={columns}
          foot={{
            person: t('personsTotal', { half: count(half), over: count(over) }),
            reimbursement: money(
              sumOf(year.contracts.flatMap(({ specific }) => specific?.reimbursement ?? [])),
            ),
          }}
        />
      )}
    </Section>
  );
}
