import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { hasPasskeys, signOnByPasskey } from '../../api/passkey.ts';
import { ownPlace } from './own-place.ts';
import styles from './SignOn.module.css';
import { useAttempt } from './useAttempt.ts';
import { Wrong } from './Wrong.tsx';
import { useSignOnWords } from './words.ts';

/** Signing on without a password: by a passkey, and by the provider of one's organisation where there is one. */
export function OtherWays({
  to,
  isOver,
  onSignedOn,
}: {
  readonly to: string | undefined;
  readonly isOver: boolean;
  readonly onSignedOn: () => void;
}) {
  const t = useSignOnWords();
  const passkey = useAttempt();
  const provider = useAttempt();
  const ways = useQuery({
    queryKey: ['ways'],
    queryFn: () => ask<{ provider: boolean }>('/api/ways'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const byProvider = async () => {
    // Opened at once: a window that is opened after an answer has come is kept closed by browsers.
    const beside = isOver ? window.open('about:blank') : null;
    const back = to === undefined ? '' : `?${new URLSearchParams({ to })}`;
    const { url } = await ask<{ url: string }>('/api/auth/sign-in/social', {
      ...{
        provider: 'provider',
        callbackURL: ownPlace(to, location.origin),
        errorCallbackURL: `/sign-on${back}`,
      },
    });
    if (beside === null) location.assign(url);
    else beside.location.assign(url);
  };
  return (
    <div className={styles.form}>
      {hasPasskeys() && (
        <Button
          variant="default"
          loading={passkey.isBusy}
          onClick={() =>
            void passkey.attempt(async () => {
              await signOnByPasskey();
              onSignedOn();
            })
          }
        >
          {t('passkey')}
        </Button>
      )}
      <Wrong problem={passkey.problem} text={t('wrongPasskey')} />
      {ways.data?.provider === true && (
        <Button variant="default" loading={provider.isBusy} onClick={() => void provider.attempt(byProvider)}>
          {t('provider')}
        </Button>
      )}
      {isOver && ways.data?.provider === true && <p className="quiet">{t('providerBeside')}</p>}
      <Wrong problem={provider.problem} text={t('providerWrong')} />
    </div>
  );
}
