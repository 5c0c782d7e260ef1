import { api } from '../../api/client.ts';
import { useChange, useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { WebhookDetail } from './WebhookDetail.tsx';
import { addressFields, kindsOf, useKindChoices, WEBHOOKS, type Webhook } from './webhook.ts';
import { useSettingsWords } from './words.ts';

/** The endpoints of others that are told what happens. */
export function Webhooks() {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const [filters, set] = useFilters();
  const webhooks = useRead(['webhooks', pool], () => api.GET(WEBHOOKS, { params: { path } }));
  const columns: Column<Webhook>[] = [
    { key: 'url', heading: t('address'), cell: ({ url }) => <code>{url}</code>, by: ({ url }) => url },
    {
      key: 'kinds',
      heading: t('toldOf'),
      isDetail: true,
      cell: ({ kinds }) => kinds.join(', '),
      by: ({ kinds }) => kinds.join(' '),
    },
    {
      ...{ key: 'state', heading: t('status'), by: ({ state }) => state },
      cell: ({ state, reason }) => (
        <Status kind={state === 'active' ? 'good' : 'caution'}>
          {t(state)}
          {reason !== undefined && `: ${reason}`}
        </Status>
      ),
    },
  ];
  return (
    <Read of={webhooks}>
      {({ webhooks: all }) => (
        <>
          <Answer>
            {t('webhooksAnswer', {
              ...{ count: all.length, silent: all.filter(({ state }) => state === 'disabled').length },
            })}
          </Answer>
          <Columns>
            <Section title={t('webhooksTitle')} measure={t('webhooksMeasure')} action={<AddWebhook />}>
              {all.length === 0 ? (
                <Empty title={t('webhooksNone')}>{t('webhooksNoneNext')}</Empty>
              ) : (
                <DataTable
                  name={t('webhooksTitle')}
                  columns={columns}
                  rows={all}
                  keyOf={({ webhook }) => String(webhook)}
                  chosen={filters.webhook}
                  onOpen={({ webhook }) => set({ webhook: String(webhook) }, { isStep: true })}
                />
              )}
            </Section>
            {filters.webhook !== undefined && (
              <WebhookDetail key={filters.webhook} webhook={Number(filters.webhook)} />
            )}
          </Columns>
        </>
      )}
    </Read>
  );
}

function AddWebhook() {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const kinds = useKindChoices();
  const change = useChange(
    (given: Given, header) =>
      api.POST(WEBHOOKS, { params: { path, header }, body: { url: given.url!, kinds: kindsOf(given) } }),
    [['webhooks', pool]],
  );
  return (
    <Action
      verb={t('addWebhook')}
      isMain
      binds={t('addWebhookBinds')}
      change={change}
      fields={addressFields({ url: t('address'), kinds: t('toldOf') }, kinds)}
      done={({ webhook }) => t('webhookAdded', { number: webhook })}
    />
  );
}
