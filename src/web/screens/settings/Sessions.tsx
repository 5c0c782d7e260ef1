import { askOwn, useOwn, useOwnChange } from '../../api/own.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSettingsWords } from './words.ts';

interface Session {
  readonly id: string;
  readonly token: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly ipAddress?: string | null;
  readonly userAgent?: string | null;
}

/** The session of this page, then the others, the latest first. */
const latestFirst = (all: readonly Session[], token: string | undefined) =>
  all.toSorted((one, other) =>
    one.token === token ? -1 : other.token === token ? 1 : other.createdAt.localeCompare(one.createdAt),
  );

/** Where one is signed on; to end the others. */
export function Sessions({ token }: { readonly token: string | undefined }) {
  const t = useSettingsWords();
  const { time } = useFigures();
  const sessions = useOwn<readonly Session[]>('list-sessions');
  const endOthers = useOwnChange((_: Given) => askOwn('revoke-other-sessions', {}));
  return (
    <Section
      title={t('sessions')}
      measure={t('sessionsMeasure')}
      action={
        <Action
          verb={t('endOthers')}
          isSmall
          binds={t('endOthersBinds')}
          change={endOthers}
          done={() => t('othersEnded')}
        />
      }
    >
      <Read of={sessions}>
        {(all) => (
          <DataTable<Session>
            name={t('sessions')}
            columns={[
              {
                ...{ key: 'where', heading: t('where'), by: ({ userAgent }) => userAgent ?? '' },
                cell: (one) =>
                  one.token === token ? (
                    <Status kind="good">{t('here')}</Status>
                  ) : (
                    one.userAgent || t('unknownBrowser')
                  ),
              },
              {
                key: 'address',
                heading: t('fromAddress'),
                isDetail: true,
                cell: ({ ipAddress }) => ipAddress ?? '',
                by: ({ ipAddress }) => ipAddress ?? '',
              },
              {
                key: 'since',
                heading: t('signedOn'),
                cell: ({ createdAt }) => time(createdAt),
                by: ({ createdAt }) => createdAt,
              },
              {
                key: 'ends',
                heading: t('ends'),
                isDetail: true,
                cell: ({ expiresAt }) => time(expiresAt),
                by: ({ expiresAt }) => expiresAt,
              },
              {
                key: 'verbs',
                heading: t('change'),
                side: 'end',
                cell: (one) => one.token !== token && <End session={one} />,
              },
            ]}
            rows={latestFirst(all, token)}
            keyOf={({ id }) => id}
          />
        )}
      </Read>
    </Section>
  );
}

function End({ session }: { readonly session: Session }) {
  const t = useSettingsWords();
  const change = useOwnChange((_: Given) => askOwn('revoke-session', { token: session.token }));
  return (
    <Action
      verb={t('endSession')}
      isSmall
      binds={t('endSessionBinds')}
      change={change}
      said={t('sessionEnded')}
    />
  );
}
