import { useQueryClient } from '@tanstack/react-query';
import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useDocumentNames } from '../../api/names.ts';
import { useChange, useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { holdingOf } from './holding.ts';
import { Invitations } from './Invitations.tsx';
import { useHoldingFields } from './useHoldingFields.ts';
import { useSettingsWords } from './words.ts';

type Person = Got<'/api/v1/consortia/{consortium}/people'>['people'][number];
const PERSON = '/api/v1/consortia/{consortium}/people/{person}';

/** Who has which role, and who is invited. */
export function People() {
  const t = useSettingsWords();
  const { pool, path, may } = usePool();
  const { day, time } = useFigures();
  const { memberName } = useDocumentNames();
  const people = useRead(['people', pool], () =>
    api.GET('/api/v1/consortia/{consortium}/people', { params: { path } }),
  );
  const columns: Column<Person>[] = [
    { key: 'name', heading: t('name'), cell: ({ name }) => name, by: ({ name }) => name },
    {
      key: 'email',
      heading: t('email'),
      isDetail: true,
      cell: ({ email }) => email,
      by: ({ email }) => email,
    },
    {
      ...{ key: 'role', heading: t('role'), by: ({ role }) => role },
      cell: ({ role, member, party }) =>
        [role, member && memberName(member), party].filter((one) => one !== undefined).join(', '),
    },
    {
      ...{ key: 'until', heading: t('until'), isDetail: true, by: ({ until = '' }) => until },
      cell: ({ until }) => (until === undefined ? t('noEnd') : day(until)),
    },
    {
      ...{ key: 'recorded', heading: t('given'), isDetail: true, by: ({ recordedAt }) => recordedAt },
      cell: ({ recordedBy, recordedAt }) => t('byAt', { by: recordedBy, at: time(recordedAt) }),
    },
    ...(may('people.change')
      ? [
          {
            ...{ key: 'verbs', heading: t('change'), side: 'end' as const },
            cell: (person: Person) => (
              <>
                <ChangeRole person={person} />
                <TakeRole person={person} />
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <Read of={people}>
      {({ people: all }) => (
        <>
          <Answer>
            {t('peopleAnswer', {
              ...{
                count: all.length,
                administrators: all.filter(({ role }) => role === 'administrator').length,
              },
            })}
          </Answer>
          <Columns>
            <Section title={t('peopleTitle')} measure={t('peopleMeasure')}>
              <DataTable
                name={t('peopleTitle')}
                columns={columns}
                rows={all}
                keyOf={({ person }) => person}
              />
            </Section>
            <Invitations />
          </Columns>
        </>
      )}
    </Read>
  );
}

function ChangeRole({ person }: { readonly person: Person }) {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const client = useQueryClient();
  const at = { ...path, person: person.person };
  const change = useChange(
    async (given: Given, header) => {
      const now = await api.GET(PERSON, { params: { path: at } });
      if (now.data === undefined) return { error: now.error, response: now.response };
      // What is changed is what was seen: a version that came in between is looked at first.
      if (now.data.version !== person.version) return { response: new Response(null, { status: 412 }) };
      return api.PUT(PERSON, {
        params: { path: at, header: { ...header, 'If-Match': now.response.headers.get('etag') ?? '' } },
        body: holdingOf(given),
      });
    },
    [['people', pool], ['me']],
  );
  return (
    <Action
      verb={t('changeRole')}
      title={t('changeRoleOf', { name: person.name })}
      isSmall
      binds={t('roleBinds')}
      change={change}
      fields={useHoldingFields(person)}
      version={{
        address: PERSON.replace('{consortium}', pool).replace('{person}', person.person),
        look: () => client.invalidateQueries({ queryKey: ['people', pool] }),
      }}
      done={({ role }) => t('roleChanged', { name: person.name, role })}
    />
  );
}

function TakeRole({ person }: { readonly person: Person }) {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const change = useChange(
    (_: Given, header) =>
      api.DELETE(PERSON, { params: { path: { ...path, person: person.person }, header } }),
    [['people', pool]],
  );
  return (
    <Action
      verb={t('takeRole')}
      title={t('takeRoleOf', { name: person.name })}
      isSmall
      isAlarming
      binds={t('takeRoleBinds', { name: person.name })}
      change={change}
      said={t('roleTaken', { name: person.name })}
    />
  );
}
