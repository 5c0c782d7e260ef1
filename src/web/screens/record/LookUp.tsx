import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Detail } from '../../parts/Detail.tsx';
import { type Filters, useFilters } from '../../parts/filters.ts';
import { Read } from '../../parts/States.tsx';
import { Leaf } from './Leaf.tsx';
import styles from './Record.module.css';
import type { LeafAsked } from './reads.ts';
import { useRecordWords } from './words.ts';

/** By what an entry is found, and the fields that name it then. */
const WAYS = {
  index: ['index'],
  fact: ['kind', 'id'],
  balance: ['month', 'account', 'member'],
} as const;
type Way = keyof typeof WAYS;
const FIELDS = ['index', 'kind', 'id', 'month', 'account', 'member'] as const;
const OPTIONAL: readonly string[] = ['member'];
const HINTS = {
  index: '0',
  kind: 'decision',
  id: '1.1.1',
  month: '2026-03',
  account: 'claims-fund-cash',
  member: '',
};

/** Finds one entry: by its number, by what it is of, or a balance at the end of a month; the address says which. */
export function LookUp({ policy }: { readonly policy: string }) {
  const t = useRecordWords();
  const [filters, set] = useFilters();
  const [way, setWay] = useState<Way>(wayOf(filters));
  const [given, setGiven] = useState<Filters>(filters);
  const asked = askedOf(filters);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted: readonly string[] = WAYS[way];
    const named = FIELDS.map((field) => [field, wanted.includes(field) ? given[field]?.trim() : undefined]);
    set(Object.fromEntries(named), { isStep: true });
  };
  return (
    <>
      <form className={`${styles.form} not-printed`} onSubmit={submit}>
        <NativeSelect
          label={t('findBy')}
          value={way}
          onChange={(event) => setWay(event.currentTarget.value as Way)}
          data={(Object.keys(WAYS) as Way[]).map((value) => ({ value, label: t(`way_${value}`) }))}
        />
        {WAYS[way].map((field) => (
          <TextInput
            key={field}
            label={t(`field_${field}`)}
            required={!OPTIONAL.includes(field)}
            placeholder={HINTS[field]}
            {...(field === 'index' && { inputMode: 'numeric', pattern: '\\d+' })}
            {...(field === 'month' && { pattern: '\\d{4}-\\d{2}' })}
            value={given[field] ?? ''}
            onChange={({ currentTarget: { value } }) => setGiven((now) => ({ ...now, [field]: value }))}
          />
        ))}
        <Group>
          <Button type="submit">{t('find')}</Button>
        </Group>
      </form>
      <Detail
        title={t('entry')}
        isOpen={asked !== undefined}
        onClose={() => set(Object.fromEntries(FIELDS.map((field) => [field, undefined])))}
      >
        {asked !== undefined && <Found key={JSON.stringify(asked)} asked={asked} policy={policy} />}
      </Detail>
    </>
  );
}

function Found({ asked, policy }: { readonly asked: LeafAsked; readonly policy: string }) {
  const { pool, path } = usePool();
  const leaf = useRead(['record-leaf', pool, asked], () =>
    api.GET('/api/v1/consortia/{consortium}/record/leaves', { params: { path, query: asked } }),
  );
  return <Read of={leaf}>{(found) => <Leaf of={found} policy={policy} />}</Read>;
}

function wayOf({ index, kind, month }: Filters): Way {
  if (month !== undefined) return 'balance';
  return kind !== undefined && index === undefined ? 'fact' : 'index';
}

function askedOf(filters: Filters): LeafAsked | undefined {
  const named = FIELDS.flatMap((field) => (filters[field] === undefined ? [] : [[field, filters[field]]]));
  if (named.length === 0) return undefined;
  const { index, ...rest } = Object.fromEntries(named) as Record<string, string>;
  return { ...rest, ...(index !== undefined && { index: Number(index) }) };
}
