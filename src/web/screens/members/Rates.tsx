import { api } from '../../api/client.ts';
import { usePoolDocument } from '../../api/document.ts';
import { useDocumentNames } from '../../api/names.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { MonthChoice } from '../../parts/MonthChoice.tsx';
import { thisMonth } from '../../parts/months.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { type RateStep, rateSteps, sharedRates, type WrittenRates } from './rate-table.ts';
import { membersKey, useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

/** The rates in force in a month as employer and employee bear them, and every rate that was voted, with its steps. */
export function Rates({ member }: { readonly member?: string }) {
  const t = useMembersWords();
  const { pool, path } = usePool();
  const { amount, money, month: monthName } = useFigures();
  const nameOf = useNames();
  const { planName } = useDocumentNames();
  const [filters, set] = useFilters();
  const month = filters.month ?? thisMonth();
  const query = { month, ...(member && { member }) };
  const rates = useRead([...membersKey(pool), 'rates', member, month], () =>
    api.GET('/api/v1/consortia/{consortium}/rates', { params: { path, query } }),
  );
  return (
    <Read of={rates}>
      {(found) => {
        const rows = sharedRates(found.rates);
        const all = new Set(found.rates.map((rate) => rate.member)).size;
        const of = (members: readonly string[]) =>
          members.length === all && all > 1 ? t('allMembers') : members.map(nameOf).join(', ');
        type Shared = (typeof rows)[number];
        const columns: Column<Shared>[] = [
          {
            key: 'plan',
            heading: t('plan'),
            cell: ({ row }) => planName(row.plan),
            by: ({ row }) => row.plan,
          },
          { key: 'tier', heading: t('tier'), cell: ({ row }) => row.tier, by: ({ row }) => row.tier },
          ...(all > 1
            ? [
                {
                  ...{ key: 'members', heading: t('members'), isDetail: true },
                  ...{ cell: ({ members }: Shared) => of(members), by: ({ members }: Shared) => of(members) },
                },
              ]
            : []),
          {
            key: 'since',
            heading: t('inForceSince'),
            isDetail: true,
            cell: ({ row }) => monthName(row.since),
            by: ({ row }) => row.since,
          },
          ...(['rate', 'employer', 'employee'] as const).map(
            (key): Column<Shared> => ({
              ...{ key, heading: t(key), side: 'end', isDetail: key !== 'rate' },
              ...{
                cell: ({ row }) => amount(row[key]),
                by: ({ row }) => lengthOf(row[key]),
                csv: ({ row }) => row[key],
              },
            }),
          ),
        ];
        const dearest = found.rates.reduce<string | undefined>(
          (most, { rate }) => (most === undefined || lengthOf(rate) > lengthOf(most) ? rate : most),
          undefined,
        );
        return (
          <>
            <Answer about={t('ratesAbout')}>
              {dearest === undefined
                ? t('ratesNone', { month: monthName(found.month) })
                : t('ratesAnswer', {
                    ...{ month: monthName(found.month), count: rows.length, most: money(dearest) },
                  })}
            </Answer>
            <Columns>
              <Section
                title={t('ratesInForce', { month: monthName(found.month) })}
                measure={t('ratesMeasure')}
                action={<MonthChoice month={month} onMonth={(chosen) => set({ month: chosen })} />}
                note={t('ratesNote', {
                  ...{ administration: money(found.administration), premium: money(found.stopLossPremium) },
                })}
              >
                {rows.length === 0 ? (
                  <Empty title={t('ratesNone', { month: monthName(found.month) })} />
                ) : (
                  <DataTable
                    name={t('rates')}
                    columns={columns}
                    rows={rows}
                    keyOf={({ row }) => JSON.stringify(row)}
                  />
                )}
              </Section>
              <VotedRates {...(member && { member })} />
            </Columns>
          </>
        );
      }}
    </Read>
  );
}

/** The rates that the document says, from which month on, and by how much each moved. */
function VotedRates({ member }: { readonly member?: string }) {
  const t = useMembersWords();
  const { may } = usePool();
  const { amount, percent, month } = useFigures();
  const nameOf = useNames();
  const { planName } = useDocumentNames();
  const document = usePoolDocument();
  if (!may('document.read')) return null;
  const now = thisMonth();
  const columns: Column<RateStep>[] = [
    {
      ...{ key: 'from', heading: t('from'), by: ({ from }) => from },
      cell: ({ from }) =>
        from > now ? <Status kind="caution">{t('voted', { month: month(from) })}</Status> : month(from),
    },
    { key: 'plan', heading: t('plan'), cell: ({ plan }) => planName(plan), by: ({ plan }) => plan },
    {
      ...{ key: 'member', heading: t('member'), isDetail: true },
      cell: (row) => (row.member === undefined ? t('allMembers') : nameOf(row.member)),
      by: (row) => row.member ?? '',
    },
    { key: 'tier', heading: t('tier'), cell: ({ tier }) => tier, by: ({ tier }) => tier },
    {
      key: 'before',
      heading: t('before'),
      side: 'end',
      isDetail: true,
      cell: ({ before }) => (before === undefined ? t('none') : amount(before)),
    },
    {
      key: 'rate',
      heading: t('rate'),
      side: 'end',
      cell: ({ rate }) => amount(rate),
      by: ({ rate }) => lengthOf(rate),
      csv: ({ rate }) => rate,
    },
    {
      ...{
        key: 'change',
        heading: t('change'),
        side: 'end',
        isDetail: true,
        by: (row) => changeOf(row) ?? 0,
      },
      cell: (row) => {
        const change = changeOf(row);
        if (change === undefined) return t('none');
        return <bdi>{`${change > 0 ? '+' : ''}${percent(String(change))}`}</bdi>;
      },
    },
  ];
  return (
    <Section title={t('ratesVoted')} measure={t('ratesVotedMeasure')}>
      <Read of={document}>
        {(found) => {
          const written = ((found.document.contributions ?? []) as WrittenRates[]).filter(
            (one) => member === undefined || one.member === undefined || one.member === member,
          );
          return (
            <DataTable
              name={t('ratesVoted')}
              columns={columns}
              rows={rateSteps(written).reverse()}
              keyOf={(row) => JSON.stringify(row)}
            />
          );
        }}
      </Read>
    </Section>
  );
}

/** By which part a rate moved, for a percentage of one decimal. */
function changeOf({ before, rate }: RateStep): number | undefined {
  if (before === undefined || signOf(before) === 0) return undefined;
  return lengthOf(rate) / lengthOf(before) - 1;
}
