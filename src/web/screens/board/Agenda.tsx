import { useFilters } from '../../parts/filters.ts';
import { Empty } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import styles from './Board.module.css';
import { votedUnder } from './procedure.ts';
import type { Item, Meeting, Motion, Rules } from './reads.ts';
import { useBoardWords } from './words.ts';

const GROUPS = ['action', 'information', 'consent'] as const;

/** The agenda in three parts: to decide, to hear, to approve together; the formal word stands beside. */
export function Agenda({
  meeting,
  motions,
  rules,
  chosen,
}: {
  readonly meeting: Meeting;
  readonly motions: readonly Motion[];
  readonly rules: Rules;
  readonly chosen: Item | undefined;
}) {
  const t = useBoardWords();
  const [, setFilters] = useFilters();
  if (meeting.items.length === 0) return <Empty title={t('noItems')}>{t('noItemsNext')}</Empty>;
  const groupOf = ({ marking, pulled }: Item) => (pulled ? 'action' : marking);
  return GROUPS.map((group) => {
    const items = meeting.items.filter((item) => groupOf(item) === group);
    if (items.length === 0) return null;
    return (
      <div key={group} className={styles.group}>
        <h3>
          {t(group)}
          <span className="quiet">{t(`${group}Formal`)}</span>
        </h3>
        <ul className={styles.items}>
          {items.map((item) => (
            <li key={item.item}>
              <button
                type="button"
                className={styles.item}
                aria-current={chosen?.item === item.item}
                onClick={() => setFilters({ item: String(item.item), motion: undefined }, { isStep: true })}
              >
                <span className="quiet">{item.item}</span>
                <span className={styles.itemTitle}>
                  {item.title}
                  <span className="quiet">
                    {item.motion !== undefined && t('motionNumber', { motion: item.motion })}
                    {item.pulled && `, ${t('pulled')}`}
                  </span>
                </span>
                <span className={styles.itemState}>
                  <ItemState
                    {...{ item, meeting, rules }}
                    motion={motions.find(({ motion }) => motion === item.motion)}
                  />
                </span>
              </button>
            </li>
          ))}
        </ul>
        {group === 'consent' && <p className="quiet">{t('consentNote')}</p>}
      </div>
    );
  });
}

function ItemState({
  item,
  meeting,
  rules,
  motion,
}: {
  readonly item: Item;
  readonly meeting: Meeting;
  readonly rules: Rules;
  readonly motion: Motion | undefined;
}) {
  const t = useBoardWords();
  if (item.outcome !== undefined)
    return <Status kind={item.outcome === 'passed' ? 'good' : 'note'}>{t(item.outcome as 'passed')}</Status>;
  const number = votedUnder(item);
  if (number === undefined) return null;
  if (meeting.state === 'opened') {
    const own = meeting.votes.find((vote) => vote.item === number && vote.director === rules.me);
    return own ? t('voted', { choice: t(own.choice) }) : <Status kind="caution">{t('voteOpen')}</Status>;
  }
  if (meeting.state === 'adjourned') return <Status kind="note">{t('notDecided')}</Status>;
  if (motion?.state === 'moved' && item.marking === 'action')
    return <Status kind="caution">{t('moved')}</Status>;
  return <>{t('atMeeting')}</>;
}
