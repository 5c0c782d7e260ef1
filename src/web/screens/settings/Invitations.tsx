import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useDocumentNames } from '../../api/names.ts';
import { useChange, useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Status, type StatusKind } from '../../parts/Status.tsx';
import { holdingOf } from './holding.ts';
import { useHoldingFields } from './useHoldingFields.ts';
import { useSettingsWords } from './words.ts';

type Invitation = Got<'/api/v1/consortia/{consortium}/invitations'>['invitations'][number];
const INVITATIONS = '/api/v1/consortia/{consortium}/invitations';
const MARKS: Record<Invitation['state'], StatusKind> = {
  ...{ open: 'caution', accepted: 'good', revoked: 'note', expired: 'note' },
};

/** Who was invited, the latest first; to invite, to take back, to send again. */
export function Invitations() {
  const t = useSettingsWords();
  const { pool, path, may } = usePool();
  const { time } = useFigures();
  const { memberName } = useDocumentNames();
  const invitations = useRead(['invitations', pool], () => api.GET(INVITATIONS, { params: { path } }));
  const columns: Column<Invitation>[] = [
    { key: 'email', heading: t('email'), cell: ({ email }) => email, by: ({ email }) => email },
    {
      ...{ key: 'role', heading: t('role'), by: ({ role }) => role },
      cell: ({ role, member, party }) =>
        [role, member && memberName(member), party].filter((one) => one !== undefined).join(', '),
    },
    {
      ...{ key: 'invited', heading: t('invited'), isDetail: true, by: ({ invitedAt }) => invitedAt },
      cell: ({ invitedBy, invitedAt }) => t('byAt', { by: invitedBy, at: time(invitedAt) }),
    },
    {
      ...{ key: 'expires', heading: t('runsOut'), isDetail: true, by: ({ expiresAt }) => expiresAt },
      cell: ({ expiresAt }) => time(expiresAt),
    },
    {
      ...{ key: 'state', heading: t('status'), by: ({ state }) => state },
      cell: ({ state }) => <Status kind={MARKS[state]}>{t(state)}</Status>,
    },
    ...(may('people.change')
      ? [
          {
            ...{ key: 'verbs', heading: t('change'), side: 'end' as const },
            cell: (one: Invitation) => (
              <>
                {one.state !== 'accepted' && <SendAgain invitation={one} />}
                {one.state === 'open' && <TakeBack invitation={one} />}
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section
      title={t('invitations')}
      measure={t('invitationsMeasure')}
      action={may('people.change') && <Invite />}
    >
      <Read of={invitations}>
        {({ invitations: all }) =>
          all.length === 0 ? (
            <Empty title={t('invitationsNone')}>{t('invitationsNoneNext')}</Empty>
          ) : (
            <DataTable
              name={t('invitations')}
              columns={columns}
              rows={all}
              keyOf={({ invitation }) => invitation}
            />
          )
        }
      </Read>
    </Section>
  );
}

function Invite() {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const change = useChange(
    (given: Given, header) =>
      api.POST(INVITATIONS, {
        params: { path, header },
        body: { email: given.email!, ...holdingOf(given) },
      }),
    [['invitations', pool]],
  );
  return (
    <Action
      verb={t('invite')}
      isMain
      binds={t('inviteBinds')}
      change={change}
      fields={[{ name: 'email', label: t('email'), kind: 'email' }, ...useHoldingFields()]}
      done={() => t('inviteDone')}
    />
  );
}

function SendAgain({ invitation }: { readonly invitation: Invitation }) {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const { email, role, member, party, until, state } = invitation;
  const change = useChange(
    async (_: Given, header) => {
      // One link opens at a time: the one before is taken back first. One that is gone by now is no hindrance.
      if (state === 'open')
        await api.DELETE(`${INVITATIONS}/{invitation}`, {
          params: {
            path: { ...path, invitation: invitation.invitation },
            header: { 'Idempotency-Key': `${header['Idempotency-Key']}-back` },
          },
        });
      return api.POST(INVITATIONS, {
        params: { path, header },
        body: { email, role, ...(member && { member }), ...(party && { party }), ...(until && { until }) },
      });
    },
    [['invitations', pool]],
  );
  return (
    <Action
      verb={t('sendAgain')}
      title={t('sendAgainTo', { email })}
      isSmall
      binds={t('sendAgainBinds', { email, role })}
      change={change}
      done={() => t('inviteDone')}
    />
  );
}

function TakeBack({ invitation: { invitation, email } }: { readonly invitation: Invitation }) {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const change = useChange(
    (_: Given, header) =>
      api.DELETE(`${INVITATIONS}/{invitation}`, { params: { path: { ...path, invitation }, header } }),
    [['invitations', pool]],
  );
  return (
    <Action
      verb={t('takeBack')}
      title={t('takeBackOf', { email })}
      isSmall
      isAlarming
      binds={t('takeBackBinds')}
      change={change}
      said={t('takenBack')}
    />
  );
}
