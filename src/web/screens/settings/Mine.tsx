import { askOwn, useOwn, useOwnChange } from '../../api/own.ts';
import { useMe, usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { Passkeys } from './Passkeys.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { Sessions } from './Sessions.tsx';
import { useSettingsWords } from './words.ts';

/** Who is signed on, as sign-on itself says it. */
export interface OwnSession {
  readonly session: { readonly token: string; readonly id: string };
  readonly user: { readonly twoFactorEnabled?: boolean | null };
}

/** What is of the person signed on: password, second factor, passkeys, sessions. */
export function Mine() {
  const t = useSettingsWords();
  const me = useMe();
  const { role, name: pool } = usePool();
  const own = useOwn<OwnSession | null>('get-session');
  const password = useOwnChange(({ now, next }: Given) =>
    askOwn('change-password', { currentPassword: now, newPassword: next }),
  );
  return (
    <>
      <Answer about={t('mineAbout', { role, pool })}>{t('mineAnswer', { name: me.data?.name ?? '' })}</Answer>
      <Columns>
        <Section title={t('password')} measure={t('passwordMeasure')} span={6}>
          <Action
            verb={t('changePassword')}
            binds={t('changePasswordBinds')}
            change={password}
            fields={[
              { name: 'now', label: t('passwordNow'), kind: 'password' },
              { name: 'next', label: t('passwordNext'), kind: 'newPassword', about: t('passwordAbout') },
            ]}
            done={() => t('passwordChanged')}
          />
        </Section>
        <Read of={own}>
          {(found) => (
            <>
              <SecondFactor isOn={found?.user.twoFactorEnabled === true} />
              <Passkeys />
              <Sessions token={found?.session.token} />
            </>
          )}
        </Read>
      </Columns>
    </>
  );
}
