import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { tagged } from '../../api/tagged.ts';
import { saveAs } from '../../parts/csv.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { useAskingWords } from '../../parts/words.ts';
import { termsTable } from './flat-terms.ts';
import { RecordDocument } from './RecordDocument.tsx';
import styles from './Settings.module.css';
import { Terms } from './Terms.tsx';
import { useSettingsWords } from './words.ts';

/** The parts of a document that have a section and words of their own, in the order in which they are read. */
const PARTS = [
  'members',
  'plans',
  'contributions',
  'employerShares',
  'administration',
  'stopLoss',
  'board',
] as const;

/** What an entry of a part is called. */
const titleOf = (entry: Readonly<Record<string, unknown>>) =>
  String(entry.name ?? entry.contract ?? entry.plan ?? entry.code ?? entry.from ?? '');

/** The document that says how the consortium works, as it is in force, or as the address names a version of it. */
export function ConsortiumDocument() {
  const [{ version }] = useFilters();
  return version === undefined ? <InForce /> : <OfVersion key={version} version={Number(version)} />;
}

/** As it is in force, and how to record the next version. */
function InForce() {
  const { pool, path, may } = usePool();
  const client = useQueryClient();
  const found = useRead(['document', pool, 'tagged'], () =>
    tagged(api.GET('/api/v1/consortia/{consortium}/document', { params: { path } })),
  );
  return (
    <Read of={found}>
      {({ tag, ...written }) => (
        <Document written={written} answer="documentAnswer">
          {may('document.record') && (
            <RecordDocument
              now={written.document}
              {...{ tag, version: written.version }}
              look={() => void client.invalidateQueries({ queryKey: ['document', pool] })}
            />
          )}
        </Document>
      )}
    </Read>
  );
}

/** As it was recorded as a version, in force or not any more. */
function OfVersion({ version }: { readonly version: number }) {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const [, set] = useFilters();
  const found = useRead(['document', pool, version], () =>
    api.GET('/api/v1/consortia/{consortium}/document-versions/{version}', {
      params: { path: { ...path, version } },
    }),
  );
  return (
    <Read of={found}>
      {(written) => (
        <Document written={written} answer="versionAnswer">
          <Button onClick={() => set({ version: undefined }, { isStep: true })}>{t('toInForce')}</Button>
        </Document>
      )}
    </Read>
  );
}

type Written = Got<'/api/v1/consortia/{consortium}/document'>;

/** The terms of a document, part by part; it can be downloaded and printed. */
function Document({
  written: { version, sha256, document },
  answer,
  children,
}: {
  readonly written: Written;
  readonly answer: 'documentAnswer' | 'versionAnswer';
  readonly children: ReactNode;
}) {
  const [t, asking] = [useSettingsWords(), useAskingWords()];
  const { pool } = usePool();
  const rest = Object.fromEntries(
    Object.entries(document).filter(([key]) => !(PARTS as readonly string[]).includes(key)),
  );
  return (
    <>
      <Answer
        about={
          <>
            {t('fingerprint')} <code dir="ltr">{sha256.slice(0, 16)}</code>
          </>
        }
      >
        {t(answer, { version, name: document.name })}
      </Answer>
      <div className={`${styles.verbs} not-printed`}>
        {children}
        <Button
          variant="default"
          leftSection={<IconDownload size={17} aria-hidden />}
          onClick={() => saveAs(`${pool}.json`, `${JSON.stringify(document, null, 2)}\n`, 'application/json')}
        >
          {t('download')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPrinter size={17} aria-hidden />}
          onClick={() => window.print()}
        >
          {asking('print')}
        </Button>
      </div>
      <Columns>
        {PARTS.filter((part) => document[part] !== undefined).flatMap((part) => {
          const value = document[part];
          // Plans and contracts have a section each; what is the like of each other is one table.
          const isLong = Array.isArray(value) && termsTable(value.map((entry) => ['', entry])) === undefined;
          if (!isLong)
            return (
              <Section key={part} title={t(part)}>
                <Terms of={value} />
              </Section>
            );
          return (value as Record<string, unknown>[]).map((entry, index) => (
            <Section key={`${part} ${index}`} title={`${t(part)}: ${titleOf(entry)}`}>
              <Terms of={entry} />
            </Section>
          ));
        })}
        <Section title={t('furtherTerms')}>
          <Terms of={rest} />
        </Section>
      </Columns>
    </>
  );
}
