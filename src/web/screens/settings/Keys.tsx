import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useChange, useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Secret } from '../../parts/Secret.tsx';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { holdingOf } from './holding.ts';
import { useHoldingFields } from './useHoldingFields.ts';
import { useSettingsWords } from './words.ts';

type Key = Got<'/api/v1/consortia/{consortium}/keys'>['keys'][number];
const KEYS = '/api/v1/consortia/{consortium}/keys';

/** The keys by which machines act in a role. */
export function Keys() {
  const t = useSettingsWords();
  const { pool, path, may } = usePool();
  const { time } = useFigures();
  const keys = useRead(['keys', pool], () => api.GET(KEYS, { params: { path } }));
  const columns: Column<Key>[] = [
    { key: 'name', heading: t('name'), cell: ({ name }) => name, by: ({ name }) => name },
    { key: 'role', heading: t('role'), cell: ({ role }) => role, by: ({ role }) => role },
    {
      ...{ key: 'made', heading: t('made'), isDetail: true, by: ({ madeAt }) => madeAt },
      cell: ({ madeBy, madeAt }) => t('byAt', { by: madeBy, at: time(madeAt) }),
    },
    {
      key: 'expires',
      heading: t('runsOut'),
      isDetail: true,
      cell: ({ expiresAt }) => time(expiresAt),
      by: ({ expiresAt }) => expiresAt,
    },
    {
      ...{ key: 'state', heading: t('status'), by: ({ state }) => state },
      cell: ({ state }) => <Status kind={state === 'in force' ? 'good' : 'note'}>{t(state)}</Status>,
    },
    ...(may('people.change')
      ? [
          {
            ...{ key: 'verbs', heading: t('change'), side: 'end' as const },
            cell: (key: Key) => key.state === 'in force' && <EndKey of={key} />,
          },
        ]
      : []),
  ];
  return (
    <Read of={keys}>
      {({ keys: all }) => (
        <>
          <Answer>
            {t('keysAnswer', { count: all.filter(({ state }) => state === 'in force').length })}
          </Answer>
          <Columns>
            <Section
              title={t('keysTitle')}
              measure={t('keysMeasure')}
              action={may('people.change') && <MakeKey />}
            >
              {all.length === 0 ? (
                <Empty title={t('keysNone')}>{t('keysNoneNext')}</Empty>
              ) : (
                <DataTable name={t('keysTitle')} columns={columns} rows={all} keyOf={({ key }) => key} />
              )}
            </Section>
          </Columns>
        </>
      )}
    </Read>
  );
}

function MakeKey() {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const change = useChange(
    (given: Given, header) => {
      const { until: _, ...held } = holdingOf(given);
      return api.POST(KEYS, {
        params: { path, header },
        body: { ...held, name: given.name!, expires: given.expires! },
      });
    },
    [['keys', pool]],
  );
  return (
    <Action
      verb={t('makeKey')}
      isMain
      binds={t('makeKeyBinds')}
      change={change}
      fields={[
        { name: 'name', label: t('name'), about: t('keyNameAbout') },
        ...useHoldingFields().filter(({ name }) => name !== 'until'),
        { name: 'expires', label: t('lastDay'), kind: 'day', about: t('lastDayAbout') },
      ]}
      done={({ secret }) =>
        secret === undefined ? t('keyMadeBefore') : <Secret text={secret} label={t('keyMade')} />
      }
    />
  );
}

function EndKey({ of: { key, name } }: { readonly of: Key }) {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const change = useChange(
    (_: Given, header) => api.DELETE(`${KEYS}/{key}`, { params: { path: { ...path, key }, header } }),
    [['keys', pool]],
  );
  return (
    <Action
      verb={t('endKey')}
      title={t('endKeyOf', { name })}
      isSmall
      isAlarming
      binds={t('endKeyBinds')}
      change={change}
      said={t('keyEnded', { name })}
    />
  );
}
