import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { SecondMotion } from './acts/MotionActs.tsx';
import styles from './Board.module.css';
import type { BoardFound } from './Board.tsx';
import { Changes } from './Changes.tsx';
import { CountSection, Steps } from './Count.tsx';
import type { Item, Meeting, Motion } from './reads.ts';
import { Vote } from './Vote.tsx';
import { kindWord, useBoardWords } from './words.ts';

/** The paper of an item: the motion as a readable page, the vote on it, what it would change. */
export function Paper({
  meeting,
  item,
  motion,
  ...found
}: BoardFound & {
  readonly meeting: Meeting;
  readonly item: Item | undefined;
  readonly motion: Motion | undefined;
}) {
  const t = useBoardWords();
  if (motion === undefined)
    return (
      <Section span={7} title={item?.title ?? t('motions')}>
        <Empty title={item === undefined ? t('chooseItem') : t('noMotion')} />
      </Section>
    );
  const state = item?.outcome ?? motion.state;
  return (
    <Section
      span={7}
      title={t('motion', { motion: motion.motion })}
      action={
        <Status kind={state === 'passed' ? 'good' : state === 'moved' ? 'caution' : 'note'}>
          {t(state as 'passed')}
        </Status>
      }
    >
      <div className={styles.paper}>
        <Text motion={motion} {...found} />
        {item !== undefined && item.outcome === undefined && (
          <Vote {...found} meeting={meeting} item={item} motion={motion} />
        )}
        {item !== undefined && item.explanation === undefined && (
          <CountSection {...found} meeting={meeting} item={item} motion={motion} />
        )}
        {item?.explanation !== undefined && (
          <div>
            <h3 className={styles.sub}>{t('countClosed')}</h3>
            <Steps explanation={item.explanation} />
          </div>
        )}
        <Changes motion={motion} />
      </div>
    </Section>
  );
}

/** What is moved, by whom, and what came of it. */
function Text({
  motion,
  rules,
  directors,
}: { readonly motion: Motion } & Pick<BoardFound, 'rules' | 'directors'>) {
  const t = useBoardWords();
  const { day } = useFigures();
  const { may } = usePool();
  const { kind, title, movedBy, moved, secondedBy, resolution, decided, effect } = motion;
  return (
    <div>
      <p className={styles.motion}>{title}</p>
      <p className="quiet">
        {t('kindLine', { kind: kindWord(t, kind), by: movedBy, day: day(moved) })}
        {', '}
        {secondedBy === undefined ? t('notSeconded') : t('secondedBy', { by: secondedBy })}
      </p>
      {resolution !== undefined && decided !== undefined && (
        <p>
          {t('decidedBy', { resolution, day: day(decided), outcome: t(motion.state as 'passed') })}{' '}
          {effect !== undefined &&
            (effect === 'nothing yet' ? t('effectNothing', { resolution }) : t('effect', { effect }))}
        </p>
      )}
      {motion.state === 'moved' && rules.secondNeeded && may('board.vote') && (
        <div className={styles.acts}>
          <SecondMotion motion={motion} rules={rules} directors={directors} />
        </div>
      )}
    </div>
  );
}
