import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { PLACES } from '../../frame/places.ts';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { type Alert, useAlertWords } from './alert-words.ts';
import styles from './Overview.module.css';
import type { Year } from './types.ts';
import { useOverviewWords } from './words.ts';

/** The place that deals with an alert. */
const PLACE_OF: Readonly<Record<Alert['code'], string>> = {
  period_without_meeting: 'board',
  voted_rate_not_billed: 'board',
  billed_rate_not_voted: 'members',
  position_at_half: 'stop-loss',
  ratio_over_100_percent: 'ratios',
  ratio_outside_band: 'ratios',
  reserve_short: 'reserves',
  requirement_short: 'reserves',
};

/**
 * Alerts that count every claim on record, where the year's own figures end with a month and an estimate. An employer's
 * are of what is on record too.
 */
const COUNTS_ALL_PAID: ReadonlySet<string> = new Set<Alert['code']>([
  'position_at_half',
  'ratio_over_100_percent',
  'ratio_outside_band',
]);

/** What must not be found out late, the urgent first, each with the way to where it is dealt with. */
export function Attention({ year }: { readonly year: Year }) {
  const t = useOverviewWords();
  const { month } = useFigures();
  const { pool, path } = usePool();
  const alerts = useRead(['alerts', pool], () =>
    api.GET('/api/v1/consortia/{consortium}/alerts', { params: { path } }),
  );
  return (
    <Section span={4} title={t('attention')}>
      <Read of={alerts}>
        {({ alerts: found }) =>
          found.length === 0 ? (
            <Empty title={t('nothing')} />
          ) : (
            <>
              <ul className={styles.alerts}>
                {found.map((alert) => (
                  <AlertRow key={`${alert.code} ${alert.about}`} alert={alert} />
                ))}
              </ul>
              {year.claims.paid !== undefined && found.some(({ code }) => COUNTS_ALL_PAID.has(code)) && (
                <p className={`${styles.figure} quiet`}>{t('countsAllPaid', { month: month(year.asOf) })}</p>
              )}
            </>
          )
        }
      </Read>
    </Section>
  );
}

function AlertRow({ alert }: { readonly alert: Alert }) {
  const t = useOverviewWords();
  const words = useAlertWords();
  const { code, severity } = alert;
  const { pool, may } = usePool();
  const place = PLACES.find(({ name }) => name === PLACE_OF[code]);
  const isOpen = place !== undefined && (place.capability === undefined || may(place.capability));
  return (
    <li>
      <div className={styles.alertHead}>
        <Status kind={severity === 'urgent' ? 'alert' : 'caution'}>
          <strong>{t(`alert_${code}`, { about: words.about(alert) })}</strong>
        </Status>
        <span className="quiet">{t(severity === 'urgent' ? 'urgent' : 'soon')}</span>
      </div>
      <div className={`${styles.figure} quiet`}>{words.figure(alert)}</div>
      {isOpen && (
        <div className={styles.figure}>
          <Link to={`/pools/$pool/${place.name}` as never} params={{ pool } as never}>
            {t(`deal_${code}`)}
          </Link>
        </div>
      )}
    </li>
  );
}
