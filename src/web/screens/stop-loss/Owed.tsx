import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { useNames } from '../members/reads.ts';
import { RecordReimbursement } from './RecordReimbursement.tsx';
import styles from './StopLoss.module.css';
import { useStopLossWords } from './words.ts';

type ContractOwed = Got<'/api/v1/consortia/{consortium}/recoverables'>['contracts'][number];
type Row = ContractOwed['parts'][number] & { readonly contract: string };
type Came = ContractOwed['receipts'][number] & { readonly contract: string };

/** The ages of what is owed, in the order in which they pass. */
const AGES = ['not due', '1 to 30', '31 to 60', '61 to 90', 'over 90'] as const;
const AGE_WORDS = {
  'not due': 'ageNotDue',
  '1 to 30': 'age30',
  '31 to 60': 'age60',
  '61 to 90': 'age90',
  'over 90': 'ageOver',
} as const;

/** What carriers owe of what was posted, for how long, and what they paid. */
export function Owed() {
  const t = useStopLossWords();
  const { pool, path, may } = usePool();
  const { money, day } = useFigures();
  const isSeen = may('recoverables.read');
  const read = useRead(
    ['stop-loss', pool, 'owed'],
    () => api.GET('/api/v1/consortia/{consortium}/recoverables', { params: { path, query: {} } }),
    { enabled: isSeen },
  );
  if (!isSeen) return null;
  return (
    <Read of={read}>
      {({ on, contracts }) => {
        const rows = contracts.flatMap(({ contract, parts }) => parts.map((part) => ({ ...part, contract })));
        const came = contracts.flatMap(({ contract, receipts }) =>
          receipts.map((receipt) => ({ ...receipt, contract })),
        );
        const owed = sumOf(contracts.map((one) => one.owed));
        return (
          <>
            <Section
              title={rows.length === 0 ? t('owedNone') : t('owedTitle', { amount: money(owed) })}
              measure={t('owedMeasure', { day: day(on) })}
            >
              {rows.length === 0 ? (
                <Empty title={t('owedNone')}>{t('owedNext')}</Empty>
              ) : (
                <OwedTable rows={rows} owed={owed} />
              )}
              <div className={`${styles.action} not-printed`}>
                <RecordReimbursement
                  contracts={contracts.filter(({ parts }) => parts.length > 0).map((one) => one.contract)}
                />
              </div>
            </Section>
            {came.length > 0 && (
              <Section title={t('cameTitle')} measure={t('cameMeasure')}>
                <CameTable rows={came} />
              </Section>
            )}
          </>
        );
      }}
    </Read>
  );
}

function OwedTable({ rows, owed }: { readonly rows: readonly Row[]; readonly owed: string }) {
  const t = useStopLossWords();
  const shared = useSharedWords();
  const { money } = useFigures();
  const nameOf = useNames();
  const figure = (
    key: string,
    heading: string,
    of: (row: Row) => string,
    isDetail: boolean,
  ): Column<Row> => ({
    ...{ key, heading, isDetail, side: 'end', by: (row) => lengthOf(of(row)), csv: of },
    cell: (row) => (signOf(of(row)) === 0 ? shared('none') : money(of(row))),
  });
  const columns: Column<Row>[] = [
    { key: 'contract', heading: t('contract'), cell: (row) => row.contract, by: (row) => row.contract },
    {
      ...{ key: 'of', heading: t('owedOf'), by: (row) => row.member ?? '' },
      cell: (row) => (row.member === undefined ? t('aggregate') : nameOf(row.member)),
    },
    figure('posted', t('postedColumn'), (row) => row.posted, true),
    figure('received', t('received'), (row) => row.received, true),
    figure('owed', t('stillOwed'), (row) => row.owed, false),
    ...AGES.map((age) => figure(age, t(AGE_WORDS[age]), (row) => row.daysPastDue[age] ?? '0', true)),
  ];
  return (
    <DataTable
      name={t('owedBy')}
      rows={rows}
      keyOf={({ contract, part, member }) => `${contract} ${part} ${member}`}
      columns={columns}
      foot={{
        contract: t('total'),
        posted: money(sumOf(rows.map(({ posted }) => posted))),
        received: money(sumOf(rows.map(({ received }) => received))),
        owed: money(owed),
      }}
    />
  );
}

function CameTable({ rows }: { readonly rows: readonly Came[] }) {
  const t = useStopLossWords();
  const nameOf = useNames();
  const { money, day } = useFigures();
  return (
    <DataTable<Came>
      name={t('cameTitle')}
      rows={rows}
      keyOf={({ contract, reference }) => `${contract} ${reference}`}
      columns={[
        { key: 'day', heading: t('cameOn'), cell: (row) => day(row.day), by: (row) => row.day },
        { key: 'contract', heading: t('contract'), cell: (row) => row.contract, by: (row) => row.contract },
        {
          ...{ key: 'reference', heading: t('reference'), isDetail: true, by: ({ reference }) => reference },
          cell: ({ reference }) => <span className="code">{reference}</span>,
        },
        {
          ...{ key: 'for', heading: t('settles'), isDetail: true },
          cell: ({ shares }) =>
            shares
              .map(({ member, amount }) => `${member ? nameOf(member) : t('aggregate')} ${money(amount)}`)
              .join(', '),
        },
        {
          ...{ key: 'amount', heading: t('amount'), side: 'end', csv: (row) => row.amount },
          ...{ cell: (row) => money(row.amount), by: (row) => lengthOf(row.amount) },
        },
      ]}
    />
  );
}
