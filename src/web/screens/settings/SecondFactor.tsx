import { useState } from 'react';
import { askOwn, useOwnChange } from '../../api/own.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { QrCode } from '../../parts/QrCode.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { Section } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import styles from './Settings.module.css';
import { useSettingsWords } from './words.ts';

interface Setup {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

/** A second factor: a code of an authenticator at each sign-on, and recovery codes for when it is lost. */
export function SecondFactor({ isOn }: { readonly isOn: boolean }) {
  const t = useSettingsWords();
  const [setup, setSetup] = useState<Setup>();
  const password = [{ name: 'password', label: t('passwordNow'), kind: 'password' }] as const;
  const begin = useOwnChange(async (given: Given) => {
    const made = await askOwn<Setup>('two-factor/enable', { password: given.password });
    setSetup(made);
    return made;
  });
  const confirm = useOwnChange(async ({ code }: Given) => {
    await askOwn('two-factor/verify-totp', { code: code?.trim() });
    setSetup(undefined);
  });
  const end = useOwnChange((given: Given) => askOwn('two-factor/disable', { password: given.password }));
  const renew = useOwnChange((given: Given) =>
    askOwn<Pick<Setup, 'backupCodes'>>('two-factor/generate-backup-codes', { password: given.password }),
  );
  return (
    <Section title={t('secondFactor')} measure={t('secondFactorMeasure')} span={6}>
      <div className={styles.stack}>
        <Status kind={isOn ? 'good' : 'caution'}>{t(isOn ? 'secondFactorOn' : 'secondFactorOff')}</Status>
        {isOn ? (
          <>
            <Action
              verb={t('renewCodes')}
              binds={t('renewCodesBinds')}
              change={renew}
              fields={password}
              done={({ backupCodes }) => <Secret text={backupCodes.join('\n')} label={t('recoveryCodes')} />}
            />
            <Action
              verb={t('endSecondFactor')}
              isAlarming
              binds={t('endSecondFactorBinds')}
              change={end}
              fields={password}
              said={t('secondFactorEnded')}
            />
          </>
        ) : (
          <Action
            verb={t('beginSecondFactor')}
            binds={t('beginSecondFactorBinds')}
            change={begin}
            fields={password}
            done={() => t('secondFactorNext')}
          />
        )}
        {setup !== undefined && (
          <>
            <p>{t('scan')}</p>
            <QrCode text={setup.totpURI} label={t('qrCode')} />
            <a href={setup.totpURI}>{t('openAuthenticator')}</a>
            <Secret
              text={new URL(setup.totpURI).searchParams.get('secret') ?? ''}
              label={t('authenticatorSecret')}
            />
            <Secret text={setup.backupCodes.join('\n')} label={t('recoveryCodes')} />
            <Action
              verb={t('confirmCode')}
              isMain
              change={confirm}
              fields={[{ name: 'code', label: t('code'), kind: 'whole', about: t('codeAbout') }]}
              said={t('secondFactorOn')}
            />
          </>
        )}
      </div>
    </Section>
  );
}
