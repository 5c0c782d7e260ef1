import { DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Empty, Read } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Board.module.css';
import { type Changed, changesOf, growthOf, nowOf, sharedPath } from './content.ts';
import { type Motion, useDocument } from './reads.ts';
import { useBoardWords } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a motion would change, line by line beside what holds until then. */
export function Changes({ motion }: { readonly motion: Motion }) {
  const t = useBoardWords();
  const document = useDocument();
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
  if (rows.length === 0) return <Empty title={t('changesNone')}>{t('changesNoneNow')}</Empty>;
  const alike = sharedPath(rows);
  const figure = (value: string | undefined) =>
    value === undefined ? (
      <span className="quiet">{shared('none')}</span>
    ) : (
      <bdi>{/^-?\d+(\.\d+)?$/.test(value) ? amount(value) : value}</bdi>
    );
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
            by: ({ path }) => path.join(', '),
            cell: ({ path }) => <span className={styles.path}>{path.slice(alike.length).join(', ')}</span>,
          },
          {
            ...{ key: 'from', heading: t('from'), isDetail: true },
            by: ({ from }) => from ?? '',
            cell: ({ from }) => began(from),
          },
          ...(isBeside
            ? [
                {
                  ...{ key: 'now', heading: t('now'), side: 'end' as const },
                  csv: ({ before }: Changed) => before ?? '',
                  cell: ({ before }: Changed) => figure(before),
                },
              ]
            : []),
          {
            ...{ key: 'then', heading: t('ifPassed'), side: 'end' },
            csv: ({ after }) => after ?? '',
            cell: ({ after }) => <strong>{figure(after)}</strong>,
          },
          ...(isBeside
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
