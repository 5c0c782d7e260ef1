import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { WriteMinutes } from './acts/MeetingActs.tsx';
import styles from './Board.module.css';
import type { Meeting } from './reads.ts';
import { useBoardWords } from './words.ts';

/** The minutes of a meeting, as they were last recorded. */
export function Minutes({ meeting }: { readonly meeting: Meeting }) {
  const t = useBoardWords();
  const { day } = useFigures();
  const { may } = usePool();
  if (meeting.state !== 'opened' && meeting.state !== 'adjourned') return null;
  return (
    <Section
      title={t('minutes')}
      measure={day(meeting.day)}
      action={may('board.manage') ? <WriteMinutes meeting={meeting} /> : undefined}
    >
      {meeting.minutes === undefined ? (
        <Empty title={t('minutesNone')}>{t('minutesNoneNext')}</Empty>
      ) : (
        <p className={styles.minutes}>{meeting.minutes}</p>
      )}
    </Section>
  );
}
