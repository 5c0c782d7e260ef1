import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useChange, useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Bar, BarRow } from '../../parts/Bars.tsx';
import { lengthOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Failed, Read } from '../../parts/States.tsx';
import { useOpenCalculator } from '../calculators/useOpenCalculator.ts';
import styles from './Reserves.module.css';
import { less, type Reserve } from './reserve.ts';
import { useReserveWords } from './words.ts';

/** The last day of a month: "2026-02" is "2026-02-28". */
const lastDay = (month: string) => {
  const [year, of] = month.split('-').map(Number) as [number, number];
  return `${month}-${String(new Date(Date.UTC(year, of, 0)).getUTCDate()).padStart(2, '0')}`;
};

/** What the ledger or the law lacks: the shortfall that an assessment would make up. */
function shortfallOf({ requirement, total, ledger, unpaidWithMargin }: Reserve): string {
  const asked = requirement?.items;
  if (asked !== undefined) return sumOf(asked.map(({ shortfall }) => shortfall));
  if (total === undefined || ledger === undefined) return '0.00';
  const lacks = less(unpaidWithMargin ?? total.unpaid, sumOf([ledger.claimsPayable, ledger.notReported]));
  return lacks.startsWith('-') ? '0.00' : lacks;
}

/** What an assessment of the members would come to: a calculation only, nothing is ordered here. */
export function AssessmentPreview({ reserve }: { readonly reserve: Reserve }) {
  const t = useReserveWords();
  const { pool, path } = usePool();
  const year = reserve.asOf.slice(0, 4);
  const ratios = useRead(['ratios', pool, year, { by: 'member' }], () =>
    api.GET('/api/v1/consortia/{consortium}/ratios/{year}', {
      params: { path: { ...path, year }, query: { by: 'member' } },
    }),
  );
  return (
    <Section title={t('assessTitle')} measure={t('assessMeasure', { year })}>
      <Read of={ratios}>
        {({ rows }) => (
          <Form
            reserve={reserve}
            members={rows
              .filter(({ member }) => typeof member === 'string')
              .map(({ member, name, contributions }) => ({ code: member!, name, contributions }))}
          />
        )}
      </Read>
    </Section>
  );
}

interface Contributor {
  readonly code: string;
  readonly name: string;
  readonly contributions: string;
}

function Form({ reserve, members }: { readonly reserve: Reserve; readonly members: readonly Contributor[] }) {
  const t = useReserveWords();
  const { money, day, currency } = useFigures();
  const open = useOpenCalculator();
  const impaired = lastDay(reserve.asOf);
  const [asked, setAsked] = useState({
    ...{ shortfall: shortfallOf(reserve), impairedOn: impaired, orderedOn: impaired, lookBackYears: '2' },
  });
  const document = {
    ...{ currency: currency as 'USD', shortfall: asked.shortfall.trim() },
    ...{ impairedOn: asked.impairedOn, orderedOn: asked.orderedOn },
    members: members.map(({ code, contributions }) => ({ member: code, premiumEquivalents: contributions })),
    lookBackYears: Number(asked.lookBackYears),
  };
  const preview = useChange((body: typeof document) => api.POST('/api/v1/calculators/assessment', { body }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate(document);
  };
  const wrong = (name: string) => (preview.error?.path?.endsWith(name) ? preview.error.expected : undefined);
  const field = (name: keyof typeof asked, type: string) => (
    <TextInput
      type={type}
      label={t(name)}
      value={asked[name]}
      error={wrong(name)}
      required
      onChange={({ currentTarget: { value } }) => setAsked({ ...asked, [name]: value })}
    />
  );
  const shares = preview.data?.shares ?? [];
  const scale = Math.max(0, ...shares.map(({ amount }) => lengthOf(amount)));
  const nameOf = (code: string) => members.find((one) => one.code === code)?.name ?? code;
  return (
    <>
      <form className={`${styles.form} not-printed`} onSubmit={submit}>
        {field('shortfall', 'text')}
        {field('impairedOn', 'date')}
        {field('orderedOn', 'date')}
        {field('lookBackYears', 'number')}
        <Button type="submit" variant="default" loading={preview.isPending}>
          {t('preview')}
        </Button>
        <Button variant="subtle" onClick={() => void open('assessment', document)}>
          {t('openCalculator')}
        </Button>
      </form>
      {preview.error !== null && <Failed problem={preview.error} />}
      {preview.data !== undefined && (
        <div role="status">
          <p>
            {t('assessResult', {
              ...{ total: money(sumOf(shares.map(({ amount }) => amount))) },
              ...{ orderBy: day(preview.data.orderBy), payBy: day(preview.data.payBy) },
            })}
          </p>
          {shares.map(({ member, amount }) => (
            <BarRow key={member} name={nameOf(member)} figures={<bdi>{money(amount)}</bdi>}>
              <Bar
                label={`${nameOf(member)}: ${money(amount)}`}
                scale={scale}
                parts={[{ length: lengthOf(amount), kind: 'settled' }]}
              />
            </BarRow>
          ))}
        </div>
      )}
    </>
  );
}
