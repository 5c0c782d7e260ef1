import { NativeSelect, TextInput } from '@mantine/core';
import type { paths } from '../../../client/api-types.ts';
import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { usePages } from '../../api/pages.ts';
import { usePool } from '../../api/session.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Pages } from '../../parts/Pages.tsx';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { ROLES } from './holding.ts';
import styles from './Settings.module.css';
import { useSettingsWords } from './words.ts';

const TRAIL = '/api/v1/consortia/{consortium}/trail';
type Entry = Got<typeof TRAIL>['items'][number];
type Query = NonNullable<paths[typeof TRAIL]['get']['parameters']['query']>;

/** Who changed and who read what, and who was refused, the latest first. */
export function Trail() {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const { time } = useFigures();
  const [filters, set] = useFilters();
  const { kind, actor, role, from, through } = filters;
  const query: Query = {
    limit: 50,
    ...(kind && { kind: kind as Entry['kind'] }),
    ...(actor && { actor }),
    ...(role && { role: role as NonNullable<Query['role']> }),
    ...(from && { from }),
    ...(through && { through }),
  };
  const trail = usePages(['trail', pool, query], (after) =>
    api.GET(TRAIL, { params: { path, query: { ...query, ...(after && { after }) } } }),
  );
  const columns: Column<Entry>[] = [
    { key: 'at', heading: t('at'), cell: ({ at }) => time(at), by: ({ at }) => at },
    { key: 'actor', heading: t('who'), cell: (entry) => entry.actor, by: (entry) => entry.actor },
    {
      key: 'role',
      heading: t('role'),
      isDetail: true,
      cell: (entry) => entry.role,
      by: (entry) => entry.role,
    },
    {
      ...{ key: 'kind', heading: t('did'), by: (entry) => entry.kind },
      cell: (entry) =>
        entry.status >= 400 ? (
          <Status kind="alert">{t('refused', { status: entry.status })}</Status>
        ) : (
          t(entry.kind === 'change' ? 'changed' : 'read')
        ),
    },
    {
      ...{ key: 'path', heading: t('what'), by: (entry) => `${entry.method} ${entry.path}` },
      cell: (entry) => (
        <code dir="ltr">
          {entry.method} {entry.path.replace(`/api/v1/consortia/${pool}`, '')}
        </code>
      ),
    },
  ];
  const typed = (name: 'actor' | 'from' | 'through', type: 'search' | 'date') => (
    <TextInput
      type={type}
      label={t(name)}
      value={filters[name] ?? ''}
      onChange={({ currentTarget: { value } }) => set({ [name]: value })}
      {...(name === 'actor' && { 'data-filter': true })}
    />
  );
  return (
    <>
      <Answer about={t('trailAbout')}>
        {trail.items === undefined
          ? t('trail')
          : trail.items[0] === undefined
            ? t('trailNone')
            : t('trailAnswer', { who: trail.items[0].actor, at: time(trail.items[0].at) })}
      </Answer>
      <div className={`${styles.verbs} not-printed`}>
        <NativeSelect
          label={t('did')}
          value={kind ?? ''}
          data={[
            { value: '', label: t('all') },
            { value: 'change', label: t('changed') },
            { value: 'access', label: t('readOrRefused') },
          ]}
          onChange={({ currentTarget: { value } }) => set({ kind: value })}
        />
        <NativeSelect
          label={t('role')}
          value={role ?? ''}
          data={[{ value: '', label: t('all') }, ...ROLES, 'operator']}
          onChange={({ currentTarget: { value } }) => set({ role: value })}
        />
        {typed('actor', 'search')}
        {typed('from', 'date')}
        {typed('through', 'date')}
      </div>
      <Columns>
        <Section title={t('trailTitle')} measure={t('trailMeasure')}>
          <Pages of={trail}>
            {(items) =>
              items.length === 0 ? (
                <Empty title={t('trailNone')} />
              ) : (
                <DataTable
                  name={t('trailTitle')}
                  columns={columns}
                  rows={items}
                  isInPages
                  keyOf={(entry) => JSON.stringify(entry)}
                />
              )
            }
          </Pages>
        </Section>
      </Columns>
    </>
  );
}
