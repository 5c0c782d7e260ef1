import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { saveAs } from '../../parts/csv.ts';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty, Failed, Loading } from '../../parts/States.tsx';
import { readCsv, writeCsv } from './csvText.ts';
import styles from './Import.module.css';
import type { FileResult, ImportAsked } from './job.ts';
import { MendedTotals } from './MendedTotals.tsx';
import { type RegisterLayout, registerLayout, totalsOf, trailerOf } from './registerTotals.ts';
import { useSendImport } from './send.ts';
import { useImportWords } from './words.ts';

/** So many rows are shown to be mended; more are mended in a program for it. */
const MOST_SHOWN = 200;
/** What stands after a row's own columns: the line, the code and the message of what was wrong. */
const ADDED = 3;

/** The rows that were refused, each with its reason: mended in place, and checked again as a file of their own. */
export function Mend({
  job,
  asked,
  file,
}: {
  readonly job: number;
  readonly asked: ImportAsked;
  readonly file: FileResult;
}) {
  const t = useImportWords();
  const { pool, path } = usePool();
  const register = asked.kind === 'paid-claims' ? registerLayout(asked.layout) : undefined;
  const read = useRead(['rejected', pool, job], () =>
    api.GET('/api/v1/consortia/{consortium}/jobs/{job}/rejected', {
      params: { path: { ...path, job } },
      parseAs: 'text',
    }),
  );
  return (
    <Section title={t('mend')} measure={t(register ? 'mendRegister' : 'mendMeasure')}>
      {read.data !== undefined ? (
        <Rows text={read.data as unknown as string} {...{ asked, register }} name={file.file} />
      ) : read.error?.status === 404 ? (
        <Empty>{t('mendGone')}</Empty>
      ) : read.error !== null ? (
        <Failed problem={read.error} again={() => void read.refetch()} />
      ) : (
        <Loading />
      )}
    </Section>
  );
}

function Rows({
  text,
  asked,
  register,
  name,
}: {
  readonly text: string;
  readonly asked: ImportAsked;
  /** The layout of a register: its mended rows are one of their own, with a last row of their own. */
  readonly register: RegisterLayout | undefined;
  readonly name: string;
}) {
  const t = useImportWords();
  const { may } = usePool();
  const { count: write } = useFigures();
  const sending = useSendImport();
  const delimiter = register?.delimiter ?? ',';
  const [[headers = [], ...rows]] = useState(() => readCsv(text, delimiter));
  const [mended, setMended] = useState<ReadonlyMap<string, string>>(new Map());
  const own = headers.length - ADDED;
  const place = (row: number, column: number) => `${row} ${column}`;
  const fieldOf = (row: number, column: number) => mended.get(place(row, column)) ?? rows[row]![column] ?? '';
  const canMend = may('imports.make');
  const ownHeaders = headers.slice(0, own);
  const fields = rows.map((_, row) => ownHeaders.map((_, column) => fieldOf(row, column)));
  const totals = register && {
    before: totalsOf(ownHeaders, rows, register),
    after: totalsOf(ownHeaders, fields, register),
  };
  const check = () => {
    const last = totals?.after && trailerOf(totals.after, register!);
    const text = writeCsv([ownHeaders, ...fields, ...(last ? [last] : [])], delimiter);
    const said = name.replace(/(\.mended)?\.(csv|txt)$/i, '');
    // What was asked for and drawn was held against all rows of the register, also these.
    const { fundingRequest: _, bankDraw: __, acceptDifferences: ___, ...how } = asked;
    sending.mutate({
      file: { name: `${said}.mended.csv`, content: new Blob([text], { type: 'text/csv' }) },
      asked: { ...how, check: true, acceptValid: true },
    });
  };
  return (
    <div className={styles.work}>
      {rows.length > MOST_SHOWN && (
        <p className="quiet">{t('mendMore', { shown: write(MOST_SHOWN), count: write(rows.length) })}</p>
      )}
      <div className={styles.mend}>
        <table aria-label={t('mend')}>
          <thead>
            <tr>
              <th scope="col">{t('line')}</th>
              <th scope="col">{t('message')}</th>
              {ownHeaders.map((header) => (
                <th scope="col" key={header} className="code">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_SHOWN).map((fields, row) => {
              const [line, , message] = fields.slice(own);
              return (
                <tr key={line}>
                  <td className="code">{line}</td>
                  <td className={styles.why}>{message}</td>
                  {ownHeaders.map((column, at) => (
                    <td key={column} data-mended={mended.has(place(row, at))}>
                      {canMend ? (
                        <TextInput
                          size="xs"
                          aria-label={t('cell', { column, line })}
                          value={fieldOf(row, at)}
                          onChange={({ currentTarget: { value } }) =>
                            setMended(new Map(mended).set(place(row, at), value))
                          }
                        />
                      ) : (
                        fieldOf(row, at)
                      )}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {canMend && totals && <MendedTotals {...totals} isMinor={register!.amounts === 'minor units'} />}
      {sending.error !== null && <Failed problem={sending.error} />}
      <div className={`${styles.buttons} not-printed`}>
        {canMend && (
          <Button
            disabled={mended.size === 0 || (totals !== undefined && totals.after === undefined)}
            loading={sending.isPending}
            onClick={check}
          >
            {t('mendCheck')}
          </Button>
        )}
        <Button variant="default" onClick={() => saveAs(`${name}.rejected.csv`, text)}>
          {t('download')}
        </Button>
      </div>
    </div>
  );
}
