import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useDocumentNames } from '../../api/names.ts';
import { usePages } from '../../api/pages.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { Pages } from '../../parts/Pages.tsx';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { membersKey, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

type Charge = Got<'/api/v1/consortia/{consortium}/charges'>['items'][number];

/** What was charged anew because enrolment or rates of a month turned out otherwise. */
export function Corrections({ member }: { readonly member?: string }) {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const { amount, count, month } = useFigures();
  const nameOf = useNames();
  const { planName } = useDocumentNames();
  const charges = usePages([...membersKey(pool), 'corrections', member], (after) =>
    api.GET('/api/v1/consortia/{consortium}/charges', {
      params: {
        path,
        query: { corrections: 'true', limit: 50, ...(member && { member }), ...(after && { after }) },
      },
    }),
  );
  if (!may('charges.read')) return null;
  const columns: Column<Charge>[] = [
    { key: 'month', heading: t('month'), cell: (row) => month(row.month), by: (row) => row.month },
    {
      key: 'billedWith',
      heading: t('billedWith'),
      isDetail: true,
      cell: (row) => month(row.billedWith),
      by: (row) => row.billedWith,
    },
    { key: 'member', heading: t('member'), cell: (row) => nameOf(row.member), by: (row) => row.member },
    { key: 'kind', heading: t('kind'), isDetail: true, cell: ({ kind }) => t(kind), by: ({ kind }) => kind },
    {
      key: 'tier',
      heading: t('tier'),
      isDetail: true,
      cell: ({ plan, tier }) => `${planName(plan)}, ${tier}`,
      by: ({ plan, tier }) => `${plan} ${tier}`,
    },
    {
      key: 'units',
      heading: t('units'),
      side: 'end',
      isDetail: true,
      cell: ({ units }) => count(units),
      by: ({ units }) => units,
    },
    {
      key: 'amount',
      heading: t('amount'),
      side: 'end',
      cell: (row) => amount(row.amount),
      by: (row) => lengthOf(row.amount),
      csv: (row) => row.amount,
    },
  ];
  return (
    <Section title={t('corrections')} measure={t('correctionsMeasure')}>
      <Pages of={charges}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('correctionsNone')} />
          ) : (
            <DataTable
              name={t('corrections')}
              columns={columns}
              rows={items}
              isInPages
              keyOf={(row) => JSON.stringify(row)}
            />
          )
        }
      </Pages>
    </Section>
  );
}
