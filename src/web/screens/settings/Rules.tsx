import { NativeSelect, TextInput } from '@mantine/core';
import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { today } from '../../parts/months.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import styles from './Settings.module.css';
import { useSettingsWords } from './words.ts';

type Rule = Got<'/api/v1/rules'>['rules'][number];

/** The law in force on a day, as values with their citations. */
export function Rules() {
  const t = useSettingsWords();
  const { day } = useFigures();
  const [filters, set] = useFilters();
  const on = filters.on ?? today();
  const rules = useRead(['rules', on], () => api.GET('/api/v1/rules', { params: { query: { on } } }));
  const columns: Column<Rule>[] = [
    {
      ...{ key: 'name', heading: t('rule'), by: ({ name }) => name },
      cell: ({ name, description }) => (
        <>
          {name}
          <br />
          <span className="quiet">{description}</span>
        </>
      ),
    },
    {
      key: 'jurisdiction',
      heading: t('jurisdiction'),
      isDetail: true,
      cell: ({ jurisdiction }) => jurisdiction,
      by: ({ jurisdiction }) => jurisdiction,
    },
    {
      key: 'topic',
      heading: t('topic'),
      isDetail: true,
      cell: ({ topic }) => topic,
      by: ({ topic }) => topic,
    },
    {
      ...{ key: 'value', heading: t('value'), side: 'end', by: ({ value }) => value },
      cell: ({ value, unit }) => (
        <>
          <bdi>{value}</bdi> <span className="quiet">{unit}</span>
        </>
      ),
    },
    {
      key: 'from',
      heading: t('inForceSince'),
      isDetail: true,
      cell: ({ from }) => day(from),
      by: ({ from }) => from,
    },
    {
      ...{ key: 'citation', heading: t('citation'), isDetail: true, by: ({ citation }) => citation },
      cell: ({ citation, address }) => (
        <a href={address} target="_blank" rel="noreferrer">
          {citation}
        </a>
      ),
    },
    {
      ...{ key: 'checked', heading: t('checked'), isDetail: true, by: ({ checkedOn }) => checkedOn },
      cell: ({ checkedOn, verified }) => (
        <Status kind={verified ? 'good' : 'caution'}>
          {t(verified ? 'checkedOn' : 'notVerified', { day: day(checkedOn) })}
        </Status>
      ),
    },
  ];
  return (
    <Read of={rules}>
      {({ rules: all }) => {
        const named = (of: (rule: Rule) => string) => ['', ...new Set(all.map(of))].sort();
        const { jurisdiction, topic } = filters;
        const shown = all.filter(
          (rule) =>
            (jurisdiction === undefined || rule.jurisdiction === jurisdiction) &&
            (topic === undefined || rule.topic === topic),
        );
        const choice = (name: 'jurisdiction' | 'topic') => (
          <NativeSelect
            label={t(name)}
            value={filters[name] ?? ''}
            data={named((rule) => rule[name]).map((one) => ({
              value: one,
              label: one === '' ? t('all') : one,
            }))}
            onChange={({ currentTarget: { value } }) => set({ [name]: value })}
          />
        );
        return (
          <>
            <Answer about={t('rulesAbout')}>{t('rulesAnswer', { count: shown.length, day: day(on) })}</Answer>
            <div className={`${styles.verbs} not-printed`}>
              {choice('jurisdiction')}
              {choice('topic')}
              <TextInput
                type="date"
                label={t('onDay')}
                value={on}
                onChange={({ currentTarget: { value } }) => set({ on: value })}
              />
            </div>
            <Columns>
              <Section title={t('rulesTitle')} measure={t('rulesMeasure')}>
                {shown.length === 0 ? (
                  <Empty title={t('rulesNone')} />
                ) : (
                  <DataTable
                    name={t('rulesTitle')}
                    columns={columns}
                    rows={shown}
                    keyOf={(rule) => `${rule.jurisdiction} ${rule.topic} ${rule.rule} ${rule.from}`}
                  />
                )}
              </Section>
            </Columns>
          </>
        );
      }}
    </Read>
  );
}
