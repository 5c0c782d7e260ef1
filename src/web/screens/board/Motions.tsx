import { Link } from '@tanstack/react-router';
import { usePool } from '../../api/session.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { MoveMotion } from './acts/MotionActs.tsx';
import styles from './Board.module.css';
import type { BoardFound } from './Board.tsx';
import type { Motion } from './reads.ts';
import { kindWord, useBoardWords } from './words.ts';

/** All motions, where each stands, its resolution, and what that took effect on. */
export function Motions({ motions, rules, directors }: BoardFound) {
  const t = useBoardWords();
  const shared = useSharedWords();
  const { may } = usePool();
  const { day } = useFigures();
  const [filters, setFilters] = useFilters();
  return (
    <Section
      title={t('motions')}
      measure={t('motionsMeasure')}
      action={may('board.vote') ? <MoveMotion rules={rules} directors={directors} /> : undefined}
    >
      {motions.length === 0 ? (
        <Empty title={t('motionsNone')} />
      ) : (
        <DataTable<Motion>
          name={t('motions')}
          rows={motions}
          keyOf={({ motion }) => String(motion)}
          chosen={filters.motion}
          sortedBy={{ key: 'number', isDescending: true }}
          onOpen={({ motion }) => {
            setFilters({ motion: String(motion) }, { isStep: true });
            document.getElementById('content')?.scrollIntoView();
            scrollTo({ top: 0 });
          }}
          columns={[
            {
              ...{ key: 'number', heading: t('number') },
              by: ({ motion }) => motion,
              cell: ({ motion }) => motion,
            },
            {
              ...{ key: 'title', heading: t('title') },
              by: ({ title }) => title,
              csv: ({ title }) => title,
              cell: ({ title, resolution, effect }) => (
                <>
                  {title}
                  {/* Columns that leave on a phone stand below the title there. */}
                  {resolution !== undefined && (
                    <span className={`${styles.onPhone} quiet`}>
                      {t('resolutionShort', { resolution })} <Effect effect={effect} none={shared('none')} />
                    </span>
                  )}
                </>
              ),
            },
            {
              ...{ key: 'kind', heading: t('kind'), isDetail: true },
              by: ({ kind }) => kindWord(t, kind),
              cell: ({ kind }) => kindWord(t, kind),
            },
            {
              ...{ key: 'stands', heading: t('stands') },
              by: ({ state }) => state,
              cell: ({ state }) => t(state as 'passed'),
            },
            {
              ...{ key: 'resolution', heading: t('resolution'), isDetail: true },
              by: ({ resolution }) => resolution ?? 0,
              cell: ({ resolution, decided }) =>
                resolution !== undefined && decided !== undefined ? `${resolution}, ${day(decided)}` : '',
            },
            {
              ...{ key: 'effect', heading: t('tookEffect'), isDetail: true },
              csv: ({ effect }) => effect ?? '',
              cell: ({ effect }) => <Effect effect={effect} none={shared('none')} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

/** What a resolution has brought about; a version of the document is a link to it. */
function Effect({ effect, none }: { readonly effect: string | undefined; readonly none: string }) {
  const t = useBoardWords();
  const { pool } = usePool();
  if (effect === undefined) return <span className="quiet">{none}</span>;
  if (effect === 'nothing yet') return t('nothingYet');
  const version = /^consortium document (\d+)$/.exec(effect)?.[1];
  if (version === undefined) return effect;
  return (
    <Link to={`/pools/${pool}/settings` as never} search={{ tab: 'document', version } as never}>
      {t('document', { version })}
    </Link>
  );
}
