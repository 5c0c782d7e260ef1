import { useMemo } from 'react';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { type DocumentChange, documentChanges } from './document-changes.ts';
import styles from './Settings.module.css';
import { useSettingsWords } from './words.ts';

/** What another version of the document would change, place by place. */
export function DocumentChanges({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const t = useSettingsWords();
  const changes = useMemo(() => documentChanges(before, after), [before, after]);
  const columns: Column<DocumentChange>[] = [
    { key: 'path', heading: t('place'), cell: ({ path }) => path, by: ({ path }) => path },
    ...(['before', 'after'] as const).map(
      (key): Column<DocumentChange> => ({
        ...{ key, heading: t(key), by: (change) => change[key] ?? '' },
        cell: (change) => (change[key] === undefined ? t('nothing') : <code dir="ltr">{change[key]}</code>),
      }),
    ),
  ];
  return (
    <div className={styles.changes}>
      <p>{t('changesAnswer', { count: changes.length })}</p>
      {changes.length > 0 && (
        <DataTable name={t('changes')} columns={columns} rows={changes} keyOf={({ path }) => path} />
      )}
    </div>
  );
}
