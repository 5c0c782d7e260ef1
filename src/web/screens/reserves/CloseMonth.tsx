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

/** Closing a month; what it changes is read anew. */
function useClosing() {
  const { pool, path } = usePool();
  return useChange(
    (body: { month: string }, headers) =>
      api.POST('/api/v1/consortia/{consortium}/closes', { params: { path, header: headers }, body }),
    [
      ['reserve', pool],
      ['closes', pool],
      ['statement', pool],
    ],
  );
}
type Closing = ReturnType<typeof useClosing>;

/**
 * What closing a month would post, and closing it. It is always of the whole pool, as a close estimates: read apart where
 * the page shows less, or another method.
 */
export function CloseMonth({ reserve, isWhole }: { readonly reserve: Reserve; readonly isWhole: boolean }) {
  const t = useReserveWords();
  const of = reserve.asOf;
  const isShown = isWhole && reserve.method === 'close';
  const { pool, path, may } = usePool();
  const { month } = useFigures();
  const query = { asOf: of };
  const whole = useRead(
    ['reserve', pool, query],
    () => api.GET('/api/v1/consortia/{consortium}/reserve', { params: { path, query } }),
    { enabled: !isShown },
  );
  const closes = useRead(
    ['closes', pool],
    () => api.GET('/api/v1/consortia/{consortium}/closes', { params: { path } }),
    { enabled: may('closes.read') },
  );
  const closing = useClosing();
  const isClosed = closes.data?.months.some((one) => one.month >= of) ?? false;
  return (
    <Section
      span={6}
      title={t(isClosed ? 'closeTitleDone' : 'closeTitle', { month: month(of) })}
      measure={isClosed ? undefined : t('closeMeasure')}
    >
      {closing.data !== undefined && <Done closed={closing.data} />}
      {!isClosed && isShown && <Preview reserve={reserve} closing={closing} />}
      {!isClosed && !isShown && (
        <Read of={whole}>{(found) => <Preview reserve={found} closing={closing} />}</Read>
      )}
    </Section>
  );
}

function Preview({ reserve, closing }: { readonly reserve: Reserve; readonly closing: Closing }) {
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
        <Close of={reserve.asOf} change={change} closing={closing} />
      ) : (
        <Status kind="note">{t('closesNotYours')}</Status>
      )}
    </div>
  );
}

function Close({
  of,
  change,
  closing,
}: {
  readonly of: string;
  readonly change: string;
  readonly closing: Closing;
}) {
  const t = useReserveWords();
  const shared = useSharedWords();
  const { money, month } = useFigures();
  const [isAsked, setAsked] = useState(false);
  const named = { month: month(of), change: money(change) };
  return (
    <>
      <Button className="not-printed" onClick={() => setAsked(true)}>
        {t('closeMonth', named)}
      </Button>
      {closing.error !== null && <Failed problem={closing.error} />}
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
            loading={closing.isPending}
            onClick={() => closing.mutate({ month: of }, { onSettled: () => setAsked(false) })}
          >
            {t('closeMonth', named)}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

/** What a close has posted. */
function Done({ closed }: { readonly closed: NonNullable<Closing['data']> }) {
  const t = useReserveWords();
  const { money, month } = useFigures();
  return (
    <Status kind="good">
      {t('closed', {
        ...{ month: month(closed.month), change: money(closed.change) },
        ...{ accrued: money(closed.recoverableAccrued), open: month(closed.openMonth) },
      })}
    </Status>
  );
}
