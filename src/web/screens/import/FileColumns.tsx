import { Button } from '@mantine/core';
import { saveAs } from '../../parts/csv.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { writeCsv } from './csvText.ts';
import styles from './Import.module.css';
import { COLUMNS, type FileColumn, type Kind, type Layout, templateOf } from './kinds.ts';
import { useImportWords } from './words.ts';

/** What a kind of file holds, column by column, and an empty one to fill in. */
export function FileColumns({ kind, layout }: { readonly kind: Kind; readonly layout: Layout }) {
  const t = useImportWords();
  const isRegister = kind === 'paid-claims';
  const [headers] = templateOf(kind, layout);
  const holds = ({ name }: FileColumn) => t(`holds_${kind}_${name}` as 'holds_claims_claim');
  // Layouts of others have columns of their own: their names say what they hold.
  const isOther = isRegister && layout !== 'poolbook';
  const rows = isOther ? headers!.map((name): FileColumn => ({ name, need: 'needed' })) : COLUMNS[kind];
  const columns: Column<FileColumn>[] = [
    {
      key: 'column',
      heading: t('column'),
      cell: ({ name }) => <span className="code">{name}</span>,
      csv: ({ name }) => name,
    },
    ...(isOther
      ? []
      : [
          { key: 'need', heading: t('need'), cell: ({ need }: FileColumn) => t(`need_${need}`) },
          { key: 'holds', heading: t('holds'), cell: holds },
        ]),
  ];
  const name = isOther ? `${kind}-${layout}` : kind;
  return (
    <details>
      <summary>{t('columns')}</summary>
      <div className={styles.work}>
        <p className="quiet">{t('columnsMeasure')}</p>
        <DataTable name={t('columns')} columns={columns} rows={rows} keyOf={({ name: key }) => key} />
        {isRegister && <p className="quiet">{t('trailerNote')}</p>}
        <div>
          <Button variant="default" onClick={() => saveAs(`${name}.csv`, writeCsv(templateOf(kind, layout)))}>
            {t('template')}
          </Button>
        </div>
      </div>
    </details>
  );
}
