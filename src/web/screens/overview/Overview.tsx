import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { Answer } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { useOverviewWords } from './words.ts';

/** The pool's health at a glance. */
export function Overview() {
  const t = useOverviewWords();
  const { pool, path } = usePool();
  const { percent } = useFigures();
  const statement = useRead(['statement', pool], () =>
    api.GET('/api/v1/consortia/{consortium}/statement', { params: { path } }),
  );
  return (
    <Read of={statement}>
      {({ years }) => (
        <Answer>
          {t('answer', {
            ratio: percent(
              String((years as { total: { lossRatio: string } }[]).at(-1)?.total.lossRatio ?? '0'),
            ),
          })}
        </Answer>
      )}
    </Read>
  );
}
