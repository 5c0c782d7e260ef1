import { usePoolDocument } from '../../api/document.ts';
import { useDocumentNames } from '../../api/names.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Empty, Read } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Board.module.css';
import { type Changed, changesOf, growthOf, nowOf, sharedPath } from './content.ts';
import type { Motion } from './reads.ts';
import { useBoardWords } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a motion would change, line by line beside what holds until then. */
export function Changes({ motion }: { readonly motion: Motion }) {
  const t = useBoardWords();
  const document = usePoolDocument();
  const content = motion.content as Fields;
  if (Object.keys(content).length === 0) return null;
  return (
    <div>
      <h3 className={styles.sub}>{t(motion.state === 'passed' ? 'changesDone' : 'changes')}</h3>
      {motion.kind === 'general' ? (
        <ChangeTable rows={changesOf(content, {})} />
      ) : (
        <Read of={document}>
          {(found) => (
            <ChangeTable rows={changesOf(content, nowOf(content, found.document as Fields))} isBeside />
          )}
        </Read>
      )}
      <p className="quiet">
        {t('contentSha')} <code>{motion.contentSha256.slice(0, 16)}</code>
      </p>
    </div>
  );
}

function ChangeTable({
  rows,
  isBeside = false,
}: {
  readonly rows: readonly Changed[];
  readonly isBeside?: boolean;
}) {
  const t = useBoardWords();
  const shared = useSharedWords();
  const { amount, percent, month, day } = useFigures();
  const { memberName, planName } = useDocumentNames();
  if (rows.length === 0) return <Empty title={t('changesNone')}>{t('changesNoneNow')}</Empty>;
  const alike = sharedPath(rows);
  const named = (path: readonly string[]) => path.map((one) => planName(memberName(one))).join(', ');
  const isFigure = (value: string | undefined) => value === undefined || /^-?\d+\.\d+$/.test(value);
  const figure = (value: string | undefined) =>
    value === undefined ? (
      <span className="quiet">{shared('none')}</span>
    ) : /^[0-9a-f]{64}$/.test(value) ? (
      <code title={value}>{value.slice(0, 16)}</code>
    ) : (
      <bdi className={styles.path}>{isFigure(value) ? amount(value) : value}</bdi>
    );
  // Figures stand at the end, words at the start.
  const side = rows.every(({ before, after }) => isFigure(before) && isFigure(after)) ? 'end' : 'start';
  const began = (from: string | undefined) =>
    from === undefined ? '' : from.length === 7 ? month(from) : day(from);
  const grown = (row: Changed) => {
    const growth = growthOf(row);
    return growth === undefined ? '' : `${growth.startsWith('-') ? '' : '+'}${percent(growth)}`;
  };
  return (
    <>
      {isBeside && (
        <p className="quiet">{[...alike, t('changesMeasure', { count: rows.length })].join(': ')}</p>
      )}
      <DataTable
        name={t('changes')}
        rows={rows}
        keyOf={({ path, from }) => JSON.stringify([path, from])}
        columns={[
          {
            key: 'what',
            heading: t('what'),
            by: ({ path }) => named(path),
            cell: ({ path }) => <span className={styles.path}>{named(path.slice(alike.length))}</span>,
          },
          ...(rows.some(({ from }) => from !== undefined)
            ? [
                {
                  ...{ key: 'from', heading: t('from'), isDetail: true },
                  by: ({ from }: Changed) => from ?? '',
                  csv: ({ from }: Changed) => from ?? '',
                  cell: ({ from }: Changed) => <span className={styles.when}>{began(from)}</span>,
                },
              ]
            : []),
          ...(isBeside
            ? [
                {
                  ...({ key: 'now', heading: t('now'), side } as const),
                  csv: ({ before }: Changed) => before ?? '',
                  cell: ({ before }: Changed) => figure(before),
                },
              ]
            : []),
          {
            ...({ key: 'then', heading: t('ifPassed'), side } as const),
            csv: ({ after }) => after ?? '',
            cell: ({ after }) => <strong>{figure(after)}</strong>,
          },
          ...(rows.some((row) => growthOf(row) !== undefined)
            ? [
                {
                  ...{ key: 'change', heading: t('change'), side: 'end' as const, isDetail: true },
                  csv: grown,
                  cell: grown,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
