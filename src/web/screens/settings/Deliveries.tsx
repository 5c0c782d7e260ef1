import { useEffect } from 'react';
import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { usePages } from '../../api/pages.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Pages } from '../../parts/Pages.tsx';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSettingsWords } from './words.ts';

const DELIVERIES = '/api/v1/consortia/{consortium}/webhooks/{webhook}/deliveries';
const LOOK_MILLISECONDS = 2000;
type Delivery = Got<typeof DELIVERIES>['items'][number];

/** What was sent to an endpoint, the latest first, with how the last try ended; to send again. */
export function Deliveries({ webhook }: { readonly webhook: number }) {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const { time, count } = useFigures();
  const at = { ...path, webhook };
  const deliveries = usePages(['webhooks', pool, webhook, 'deliveries'], (after) =>
    api.GET(DELIVERIES, { params: { path: at, query: { limit: 25, ...(after && { after }) } } }),
  );
  // What was just sent has an answer soon; until then it is looked at again.
  const { again } = deliveries;
  const isWaiting = deliveries.items?.some(({ attempts }) => attempts.length === 0) === true;
  useEffect(() => {
    const timer = isWaiting ? setInterval(() => again(), LOOK_MILLISECONDS) : undefined;
    return () => clearInterval(timer);
  }, [isWaiting, again]);
  const columns: Column<Delivery>[] = [
    {
      key: 'recorded',
      heading: t('at'),
      cell: ({ recorded }) => time(recorded),
      by: ({ recorded }) => recorded,
    },
    {
      key: 'kind',
      heading: t('event'),
      cell: ({ kind, event }) => `${kind} ${event}`,
      by: ({ kind }) => kind,
    },
    {
      ...{
        key: 'tries',
        heading: t('tries'),
        side: 'end',
        isDetail: true,
        by: ({ attempts }) => attempts.length,
      },
      cell: ({ attempts }) => count(attempts.length),
    },
    {
      ...{ key: 'status', heading: t('status') },
      cell: ({ attempts }) => {
        const last = attempts.at(-1);
        if (last === undefined) return <Status kind="caution">{t('waiting')}</Status>;
        if (last.status >= 200 && last.status < 300)
          return <Status kind="good">{t('arrived', { milliseconds: count(last.milliseconds) })}</Status>;
        return (
          <Status kind="alert">
            {last.error ?? t('answered', { status: last.status })}
            {last.retryAt !== undefined && ` ${t('triedAgain', { at: time(last.retryAt) })}`}
          </Status>
        );
      },
    },
    {
      ...{ key: 'again', heading: t('change'), side: 'end' },
      cell: ({ event }) => <Send webhook={webhook} event={event} />,
    },
  ];
  return (
    <Section
      title={t('deliveries')}
      measure={t('deliveriesMeasure')}
      action={<Send webhook={webhook} event="test" />}
    >
      <Pages of={deliveries}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('deliveriesNone')} />
          ) : (
            <DataTable
              name={t('deliveries')}
              columns={columns}
              rows={items}
              isInPages
              keyOf={({ delivery }) => String(delivery)}
            />
          )
        }
      </Pages>
    </Section>
  );
}

function Send({ webhook, event }: { readonly webhook: number; readonly event: number | 'test' }) {
  const t = useSettingsWords();
  const { pool, path } = usePool();
  const change = useChange(
    (_: Given, header) =>
      api.POST(DELIVERIES, { params: { path: { ...path, webhook }, header }, body: { event } }),
    [['webhooks', pool, webhook, 'deliveries']],
  );
  return (
    <Action
      verb={t(event === 'test' ? 'sendTest' : 'sendEventAgain')}
      isSmall
      binds={t('sendBinds')}
      change={change}
      done={({ delivery }) => t('sent', { number: delivery })}
    />
  );
}
