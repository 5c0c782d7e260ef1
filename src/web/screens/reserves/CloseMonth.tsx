import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useChange, useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Failed, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Reserves.module.css';
import { less, type Reserve } from './reserve.ts';
import { useReserveWords } from './words.ts';

/** What closing a month would post, and closing it. It is always of the whole pool, as a close estimates. */
export function CloseMonth({ month: of }: { readonly month: string }) {
  const t = useReserveWords();
  const { pool, path, may } = usePool();
  const { month } = useFigures();
  const query = { asOf: of };
  const whole = useRead(['reserve', pool, query], () =>
    api.GET('/api/v1/consortia/{consortium}/reserve', { params: { path, query } }),
  );
  const closes = useRead(
    ['closes', pool],
    () => api.GET('/api/v1/consortia/{consortium}/closes', { params: { path } }),
    { enabled: may('closes.read') },
  );
  const isClosed = closes.data?.months.some((one) => one.month >= of) ?? false;
  return (
    <Section
      span={6}
      title={t(isClosed ? 'closeTitleDone' : 'closeTitle', { month: month(of) })}
      measure={isClosed ? undefined : t('closeMeasure')}
    >
      {!isClosed && <Read of={whole}>{(found) => <Preview reserve={found} />}</Read>}
    </Section>
  );
}

function Preview({ reserve }: { readonly reserve: Reserve }) {
  const t = useReserveWords();
  const { may } = usePool();
  const { money } = useFigures();
  const { total, ledger, unpaidWithMargin } = reserve;
  if (total === undefined || ledger === undefined) return null;
  const unpaid = unpaidWithMargin ?? total.unpaid;
  const above = less(unpaid, ledger.claimsPayable);
  const wanted = signOf(above) < 0 ? sumOf([above, above.slice(1)]) : above;
  const change = less(wanted, ledger.notReported);
  const lines = [
    [t('closeUnpaid'), unpaid],
    [t('closePayable'), ledger.claimsPayable],
    [t('closeWanted'), wanted],
    [t('closeBefore'), ledger.notReported],
    [t('closeChange'), change],
  ] as const;
  return (
    <div className={styles.stack}>
      <table className={styles.lines}>
        <tbody>
          {lines.map(([name, figure]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <bdi>{money(figure)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{t('closeAlso')}</p>
      {may('closes.post') ? (
        <Close of={reserve.asOf} change={change} />
      ) : (
        <Status kind="note">{t('closesNotYours')}</Status>
      )}
    </div>
  );
}

function Close({ of, change }: { readonly of: string; readonly change: string }) {
  const t = useReserveWords();
  const shared = useSharedWords();
  const { pool, path } = usePool();
  const { money, month } = useFigures();
  const [isAsked, setAsked] = useState(false);
  const close = useChange(
    (body: { month: string }, headers) =>
      api.POST('/api/v1/consortia/{consortium}/closes', { params: { path, header: headers }, body }),
    [
      ['reserve', pool],
      ['closes', pool],
      ['statement', pool],
    ],
  );
  const named = { month: month(of), change: money(change) };
  return (
    <>
      <Button className="not-printed" onClick={() => setAsked(true)}>
        {t('closeMonth', named)}
      </Button>
      {close.error !== null && <Failed problem={close.error} />}
      {close.data !== undefined && (
        <Status kind="good">
          {t('closed', {
            ...{ month: month(close.data.month), change: money(close.data.change) },
            ...{ accrued: money(close.data.recoverableAccrued), open: month(close.data.openMonth) },
          })}
        </Status>
      )}
      <Modal
        opened={isAsked}
        onClose={() => setAsked(false)}
        title={t('closeAsk', named)}
        closeButtonProps={{ 'aria-label': shared('close') }}
      >
        <p>{t('closeAskMore', named)}</p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsked(false)}>
            {shared('cancel')}
          </Button>
          <Button
            loading={close.isPending}
            onClick={() => close.mutate({ month: of }, { onSettled: () => setAsked(false) })}
          >
            {t('closeMonth', named)}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
