import { useNavigate, useParams } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Detail } from '../../parts/Detail.tsx';
import { useFilters } from '../../parts/filters.ts';
import { Empty, Read } from '../../parts/States.tsx';
import { Steps } from '../../parts/Steps.tsx';
import { METHODS, type Reserve } from './reserve.ts';
import { useReserveWords } from './words.ts';

/** Whether the steps are open, and how to open and close them: they have an address of their own. */
export function useStepsOpen(): [boolean, () => void, () => void] {
  const { detail, pool } = useParams({ strict: false }) as { detail?: string; pool: string };
  const navigate = useNavigate();
  const go = (end: string) =>
    void navigate({ to: `/pools/${pool}/reserves${end}`, search: (now: object) => now } as never);
  return [detail === 'steps', () => go('/steps'), () => go('')];
}

/** How the estimate was made, step by step, for each benefit. */
export function EstimateSteps() {
  const t = useReserveWords();
  const { pool, path } = usePool();
  const [{ asOf, benefit, member, method }] = useFilters();
  const [isOpen, , close] = useStepsOpen();
  const query = {
    ...{ ...(asOf && { asOf }), ...(benefit && { benefit }), ...(member && { member }) },
    ...(METHODS.some((one) => one === method) && { method: method as Reserve['method'] }),
    explain: 'true' as const,
  };
  const explained = useRead(
    ['reserve', pool, query],
    () => api.GET('/api/v1/consortia/{consortium}/reserve', { params: { path, query } }),
    { enabled: isOpen },
  );
  return (
    <Detail title={t('steps')} isOpen={isOpen} onClose={close}>
      <Read of={explained} lines={12}>
        {({ benefits }) =>
          benefits.map((one) => (
            <section key={one.benefit} aria-label={t('stepsOf', { benefit: one.benefit })}>
              <h2>{t('stepsOf', { benefit: one.benefit })}</h2>
              {(one.explanation ?? []).length === 0 ? (
                <Empty title={t('stepsNone')} />
              ) : (
                <Steps steps={one.explanation!} />
              )}
            </section>
          ))
        }
      </Read>
    </Detail>
  );
}
