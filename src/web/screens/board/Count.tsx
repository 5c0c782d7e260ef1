import { useDocumentNames } from '../../api/names.ts';
import { usePool } from '../../api/session.ts';
import { Bar } from '../../parts/Bars.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { ratioNumber, useFigures } from '../../parts/figures.ts';
import { Failed } from '../../parts/States.tsx';
import { CloseItem } from './acts/ItemActs.tsx';
import styles from './Board.module.css';
import type { BoardFound } from './Board.tsx';
import { isReadyForVote, votedUnder } from './procedure.ts';
import { type Count, type Item, type Meeting, type Motion, useCount } from './reads.ts';
import { useBoardWords } from './words.ts';

/** How the votes on an open item stand: against what is needed, in steps, and by director. */
export function CountSection({
  meeting,
  item,
  motion,
  directors,
  rules,
}: Pick<BoardFound, 'directors' | 'rules'> & {
  readonly meeting: Meeting;
  readonly item: Item;
  readonly motion: Motion;
}) {
  const t = useBoardWords();
  const { may } = usePool();
  const number = votedUnder(item);
  const isOpen = meeting.state === 'opened' && isReadyForVote(motion, rules, item);
  const counted = useCount(meeting, number, isOpen);
  if (number === undefined || !isOpen) return null;
  const found = counted.data?.items.find((one) => one.item === item.item);
  return (
    <div>
      <h3 className={styles.sub}>{t('count')}</h3>
      {counted.error !== null && <Failed problem={counted.error} />}
      {found !== undefined && <Tests count={found} />}
      <Roll {...{ meeting, item, number, directors, rules }} />
      {may('board.manage') && <CloseItem meeting={meeting} number={number} />}
    </div>
  );
}

function Tests({ count }: { readonly count: Count }) {
  const t = useBoardWords();
  const figures = useFigures();
  const tests = [
    { name: t('inFavour'), ...count.vote },
    ...count.quorum.map((one) => ({ name: t('quorumName'), ...one })),
  ];
  return (
    <>
      <div className={styles.tests}>
        {tests.map(({ name, what, part, whole, needs, isExceeded }, place) => {
          const said = t('ofVoting', {
            part: figures.count(part),
            whole: `${figures.count(whole)}${what === 'directors' ? ` ${t('directors')}` : ''}`,
            needs: t(isExceeded ? 'needsMore' : 'needsLeast', { share: figures.percent(needs) }),
          });
          return (
            <div key={`${place} ${what}`} className={styles.test}>
              <div className={styles.testHead}>
                <strong>{name}</strong>
                <span className="quiet">{said}</span>
              </div>
              <Bar
                scale={Math.max(1, Number(whole))}
                parts={[{ length: Number(part), kind: 'settled' }]}
                marks={[{ at: ratioNumber(needs) * Math.max(1, Number(whole)) }]}
                label={`${name}: ${said}`}
              />
            </div>
          );
        })}
      </div>
      <p>{t('wouldBe', { outcome: t(count.outcome as 'passed') })}</p>
      <details>
        <summary>{t('steps')}</summary>
        <Steps explanation={count.explanation} />
      </details>
    </>
  );
}

/** A count, step by step. */
export function Steps({ explanation }: { readonly explanation: readonly string[] }) {
  return (
    <ol className={styles.steps}>
      {explanation.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

function Roll({
  meeting,
  item,
  number,
  directors,
  rules,
}: Pick<BoardFound, 'directors' | 'rules'> & {
  readonly meeting: Meeting;
  readonly item: Item;
  readonly number: number;
}) {
  const t = useBoardWords();
  const { memberName } = useDocumentNames();
  const nameOf = (email: string) => directors.find((one) => one.email === email)?.name ?? email;
  const rows = directors
    .filter(({ alternateOf }) => alternateOf === undefined)
    .map(({ email, name, member }) => {
      const vote = meeting.votes.find((one) => one.item === number && one.director === email);
      const recusal = meeting.recusals.find((one) => one.item === item.item && one.director === email);
      const said = recusal
        ? t('recused', { reason: recusal.reason })
        : vote === undefined
          ? t('notYetCast')
          : t(vote.choice);
      return { email, name, member, said, by: vote?.by };
    });
  return (
    <DataTable
      name={t('roll')}
      rows={rows}
      keyOf={({ email }) => email}
      chosen={rules.me}
      columns={[
        {
          ...{ key: 'director', heading: t('director') },
          by: ({ name }) => name,
          cell: ({ name, email }) => (
            <>
              {name} {email === rules.me && <span className="quiet">{t('you')}</span>}
            </>
          ),
        },
        {
          ...{ key: 'member', heading: t('member'), isDetail: true },
          by: ({ member }) => memberName(member),
          cell: ({ member }) => memberName(member),
        },
        {
          ...{ key: 'vote', heading: t('cast') },
          by: ({ said }) => said,
          cell: ({ said, by }) => (
            <>
              {said} {by !== undefined && <span className="quiet">{t('castBy', { name: nameOf(by) })}</span>}
            </>
          ),
        },
      ]}
    />
  );
}
