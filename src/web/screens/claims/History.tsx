import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, sumOf, useFigures } from '../../parts/figures.ts';
import type { ClaimVersion } from './claimOf.ts';
import { useClaimsWords } from './words.ts';

interface Happening {
  readonly key: string;
  readonly day: string;
  /** What of the same day comes first. */
  readonly rank: number;
  readonly what: string;
  readonly lines: number;
  /** What it moved of what the plan pays. */
  readonly planPays: string | undefined;
}

/** Every version of a claim, every decision of it and every reversal, in the order in which they came. */
export function History({ versions }: { readonly versions: readonly ClaimVersion[] }) {
  const t = useClaimsWords();
  const { money, amount, day } = useFigures();
  const happenings = versions.flatMap(({ version, isVoided, received, lines, decisions }): Happening[] => [
    {
      ...{ key: `${version}`, day: received, rank: version },
      ...{ lines: lines.length, planPays: undefined },
      what: isVoided
        ? t('wasVoidedEvent', { version })
        : t('wasReceived', { version, lines: money(sumOf(lines.map(({ charge }) => charge))) }),
    },
    ...decisions.map((one) => ({
      ...{ key: `${version}.${one.revision}`, day: one.decided, lines: one.lines.length },
      // A version is received before what was decided of the one before it is taken back.
      rank: version + (one.isReversal && one === decisions.at(-1) ? 1.25 : 0.5),
      planPays: sumOf(one.lines.map(({ planPays }) => planPays)),
      what: one.isReversal
        ? t('wasReversed', { version })
        : t(one.revision > 1 ? 'wasDecidedAgain' : 'wasDecided', { version, day: day(one.paid) }),
    })),
  ]);
  const rows = happenings.toSorted((a, b) => a.day.localeCompare(b.day) || a.rank - b.rank);
  const columns: Column<Happening>[] = [
    { key: 'day', heading: t('day'), cell: (row) => day(row.day), csv: (row) => row.day },
    { key: 'what', heading: t('event'), cell: ({ what }) => what, csv: ({ what }) => what },
    {
      ...{ key: 'lines', heading: t('lines'), side: 'end', isDetail: true },
      ...{ cell: ({ lines }) => lines, by: ({ lines }) => lines },
    },
    {
      ...{ key: 'planPays', heading: t('ofPlan'), side: 'end' },
      cell: ({ planPays }) => planPays !== undefined && <bdi>{amount(planPays)}</bdi>,
      by: ({ planPays }) => lengthOf(planPays ?? '0'),
      csv: ({ planPays }) => planPays ?? '',
    },
  ];
  return <DataTable name={t('history')} columns={columns} rows={rows} keyOf={({ key }) => key} />;
}
