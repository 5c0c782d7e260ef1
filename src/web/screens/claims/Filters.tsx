import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { useFilters } from '../../parts/filters.ts';
import styles from './Filters.module.css';
import { useClaimsWords } from './words.ts';

const TYPING_MILLISECONDS = 300;

/** A filter that is typed: it goes into the address when typing rests. */
export function TypedFilter({
  name,
  label,
  hint,
  type = 'text',
  accepts = () => true,
  isFirst = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'date';
  /** What is not yet whole is not asked for. */
  readonly accepts?: (text: string) => boolean;
  /** The one that `/` goes to. */
  readonly isFirst?: boolean;
}) {
  const [filters, setFilters] = useFilters();
  const asked = filters[name] ?? '';
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(asked), [asked]);
  const rest = useDebouncedCallback((text: string) => {
    if (text === '' || accepts(text)) setFilters({ [name]: text });
  }, TYPING_MILLISECONDS);
  return (
    <TextInput
      label={label}
      placeholder={hint ?? ''}
      type={type}
      value={typed}
      {...(isFirst && { 'data-filter': true })}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        rest(value.trim());
      }}
    />
  );
}

/** A filter that is chosen. */
export function ChosenFilter({
  name,
  label,
  data,
}: {
  readonly name: string;
  readonly label: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
}) {
  const [filters, setFilters] = useFilters();
  return (
    <Select
      label={label}
      data={[...data]}
      value={filters[name] ?? null}
      clearable
      searchable
      onChange={(value) => setFilters({ [name]: value ?? '' })}
    />
  );
}

/** The filters of a list: the first ones always, the others on demand or where one of them is set. */
export function Filters({
  first,
  others,
  names,
}: {
  readonly first: ReactNode;
  readonly others?: ReactNode;
  /** The names of all of them, to clear them. */
  readonly names: readonly string[];
}) {
  const t = useClaimsWords();
  const [filters, setFilters] = useFilters();
  const isMore = filters.more === '1';
  const isAny = names.some((name) => filters[name] !== undefined);
  return (
    <search className="not-printed" aria-label={t('filters')}>
      <div className={styles.filters}>
        {first}
        {isMore && others}
        <div className={styles.buttons}>
          {others !== undefined && (
            <Button
              variant="default"
              onClick={() => setFilters({ more: isMore ? '' : '1' })}
              aria-expanded={isMore}
            >
              {t(isMore ? 'fewerFilters' : 'moreFilters')}
            </Button>
          )}
          {isAny && (
            <Button
              variant="subtle"
              onClick={() => setFilters(Object.fromEntries(names.map((name) => [name, ''])))}
            >
              {t('clear')}
            </Button>
          )}
        </div>
      </div>
    </search>
  );
}
