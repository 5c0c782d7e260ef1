import type { Column } from '../../parts/DataTable.tsx';
import { lengthOf, signOf, useFigures } from '../../parts/figures.ts';
import { useSharedWords } from '../../words/shared.ts';
import { PersonBar } from './PersonBar.tsx';
import { useStopLossWords } from './words.ts';

/** A person as every list of persons near a deductible has it. */
export interface NearDeductible {
  readonly person: string;
  readonly eligible: string;
  readonly deductible: string;
  /** Of the deductible. */
  readonly share: string;
  readonly excess: string;
  readonly reimbursement: string;
}

const HEADINGS = {
  eligible: 'paidSoFar',
  deductible: 'deductible',
  excess: 'excess',
  reimbursement: 'paysBack',
} as const;

/** The columns of persons near a deductible: who it is, how far as a bar, and of the figures those that are asked for. */
export function usePersonColumns<Row extends NearDeductible>(
  rows: readonly Row[],
  figures: readonly (keyof typeof HEADINGS)[],
  details: readonly (keyof typeof HEADINGS)[],
): Column<Row>[] {
  const t = useStopLossWords();
  const shared = useSharedWords();
  const { money } = useFigures();
  const longest = Math.max(1.25, ...rows.map(({ share }) => Number(share)));
  return [
    {
      ...{ key: 'person', heading: t('person'), by: (row) => row.person },
      cell: (row) => <span className="code">{row.person}</span>,
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
    ...figures.map(
      (name): Column<Row> => ({
        ...{ key: name, heading: t(HEADINGS[name]), side: 'end', isDetail: details.includes(name) },
        cell: (row) => (signOf(row[name]) === 0 ? shared('none') : money(row[name])),
        by: (row) => lengthOf(row[name]),
        csv: (row) => row[name],
      }),
    ),
  ];
}
