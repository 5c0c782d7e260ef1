import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useChange, useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { tagged } from '../../api/tagged.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { useFilters } from '../../parts/filters.ts';
import { Secret } from '../../parts/Secret.tsx';
import { Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { Deliveries } from './Deliveries.tsx';
import styles from './Settings.module.css';
import { addressFields, kindsOf, useKindChoices, WEBHOOKS } from './webhook.ts';
import { useSettingsWords } from './words.ts';

/** One endpoint: what it is told, its secret, and what was sent to it. */
export function WebhookDetail({ webhook }: { readonly webhook: number }) {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const [, set] = useFilters();
  const [isShown, show] = useState(false);
  const at = { ...path, webhook };
  const touches = [['webhooks', pool]];
  const found = useRead(['webhooks', pool, webhook], () =>
    tagged(api.GET(`${WEBHOOKS}/{webhook}`, { params: { path: at } })),
  );
  const secret = useRead(
    ['webhooks', pool, webhook, 'secret'],
    () => api.GET(`${WEBHOOKS}/{webhook}/secret`, { params: { path: at } }),
    { enabled: isShown },
  );
  const choices = useKindChoices();
  const change = useChange((given: Given, header) => {
    const { tag, state } = found.data!;
    return api.PUT(`${WEBHOOKS}/{webhook}`, {
      params: { path: at, header: { ...header, 'If-Match': tag } },
      body: {
        ...{ url: given.url!, kinds: kindsOf(given) },
        state: (given.state ?? state) as typeof state,
      },
    });
  }, touches);
  const rotate = useChange(
    (_: Given, header) => api.POST(`${WEBHOOKS}/{webhook}/secret`, { params: { path: at, header } }),
    touches,
  );
  const remove = useChange(
    (_: Given, header) => api.DELETE(`${WEBHOOKS}/{webhook}`, { params: { path: at, header } }),
    touches,
  );
  const states = (['active', 'disabled'] as const).map((value) => ({ value, label: t(value) }));
  return (
    <>
      <Section
        title={t('webhookTitle', { number: webhook })}
        action={
          <Button variant="subtle" size="compact-sm" onClick={() => set({ webhook: undefined })}>
            {t('closeDetail')}
          </Button>
        }
      >
        <Read of={found}>
          {(now) => (
            <div className={styles.stack}>
              <code>{now.url}</code>
              <div className={styles.verbs}>
                <Action
                  verb={t('changeWebhook')}
                  change={change}
                  fields={[
                    ...addressFields({ url: t('address'), kinds: t('toldOf') }, choices, now),
                    {
                      name: 'state',
                      label: t('status'),
                      kind: 'choice',
                      choices: states,
                      initial: now.state,
                    },
                  ]}
                  version={{
                    address: `${WEBHOOKS.replace('{consortium}', pool)}/${webhook}`,
                    look: () => found.refetch(),
                  }}
                  done={() => t('webhookChanged')}
                />
                <Action
                  verb={t('rotate')}
                  binds={t('rotateBinds')}
                  change={rotate}
                  done={() => t('rotated')}
                />
                <Action
                  verb={t('removeWebhook')}
                  isAlarming
                  binds={t('removeWebhookBinds')}
                  change={remove}
                  said={t('webhookRemoved')}
                  onDone={() => set({ webhook: undefined })}
                />
                <Button variant="default" onClick={() => show(!isShown)} aria-expanded={isShown}>
                  {t(isShown ? 'hideSecret' : 'showSecret')}
                </Button>
              </div>
              {isShown && (
                <Read of={secret}>{({ secret: text }) => <Secret text={text} label={t('secret')} />}</Read>
              )}
            </div>
          )}
        </Read>
      </Section>
      <Deliveries webhook={webhook} />
    </>
  );
}
