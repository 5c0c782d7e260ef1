import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { usePages } from '../../api/pages.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, useFigures } from '../../parts/figures.ts';
import { today } from '../../parts/months.ts';
import { Pages } from '../../parts/Pages.tsx';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { membersKey, useMemberChoices, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

type Payment = Got<'/api/v1/consortia/{consortium}/payments'>['items'][number];

/** What was paid to members of the surplus that is due to them. */
export function Payments({ member }: { readonly member?: string }) {
  const t = useMembersWords();
  const { pool, path, may } = usePool();
  const { amount, day } = useFigures();
  const nameOf = useNames();
  const members = useMemberChoices();
  const payments = usePages([...membersKey(pool), 'payments', member], (after) =>
    api.GET('/api/v1/consortia/{consortium}/payments', {
      params: { path, query: { limit: 24, ...(member && { member }), ...(after && { after }) } },
    }),
  );
  const pay = useChange(
    (given: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/payments', {
        params: { path, header },
        body: { member: given.member!, reference: given.reference!, day: given.day!, amount: given.amount! },
      }),
    [membersKey(pool)],
  );
  const columns: Column<Payment>[] = [
    { key: 'day', heading: t('day'), cell: (row) => day(row.day), by: (row) => row.day },
    { key: 'member', heading: t('member'), cell: (row) => nameOf(row.member), by: (row) => row.member },
    {
      key: 'reference',
      heading: t('reference'),
      isDetail: true,
      cell: ({ reference }) => <code>{reference}</code>,
      by: ({ reference }) => reference,
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
    <Section
      title={t('payments')}
      measure={t('paymentsMeasure')}
      action={
        may('payments.record') && (
          <Action
            verb={t('pay')}
            isSmall
            binds={t('payBinds')}
            change={pay}
            fields={[
              { name: 'member', label: t('member'), kind: 'choice', choices: members, initial: member ?? '' },
              { name: 'reference', label: t('reference') },
              { name: 'day', label: t('day'), kind: 'day', initial: today() },
              { name: 'amount', label: t('amount'), kind: 'amount' },
            ]}
            done={({ recorded }) => t(recorded ? 'payDone' : 'payBefore')}
          />
        )
      }
    >
      <Pages of={payments}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('paymentsNone')} />
          ) : (
            <DataTable
              name={t('payments')}
              columns={columns}
              rows={items}
              isInPages
              keyOf={(row) => `${row.member} ${row.reference}`}
            />
          )
        }
      </Pages>
    </Section>
  );
}
