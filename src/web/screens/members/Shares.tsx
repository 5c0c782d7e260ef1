import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useNames } from './reads.ts';
import { useMembersWords } from './words.ts';

interface Share {
  readonly member: string;
  readonly contributions: string;
  readonly amount: string;
}

/** What each member bears or is given, in proportion to what it contributed. */
export function Shares({ name, shares }: { readonly name: string; readonly shares: readonly Share[] }) {
  const t = useMembersWords();
  const { amount } = useFigures();
  const nameOf = useNames();
  const columns: Column<Share>[] = [
    {
      key: 'member',
      heading: t('member'),
      cell: (row) => nameOf(row.member),
      by: (row) => nameOf(row.member),
    },
    ...(['contributions', 'amount'] as const).map(
      (key): Column<Share> => ({
        ...{ key, heading: t(key), side: 'end', isDetail: key === 'contributions', csv: (row) => row[key] },
        ...{ cell: (row) => amount(row[key]), by: (row) => lengthOf(row[key]) },
      }),
    ),
  ];
  return (
    <DataTable
      name={name}
      columns={columns}
      rows={shares}
      keyOf={({ member }) => member}
      foot={{
        member: t('inAll'),
        contributions: amount(sumOf(shares.map(({ contributions }) => contributions))),
        amount: amount(sumOf(shares.map((one) => one.amount))),
      }}
    />
  );
}
