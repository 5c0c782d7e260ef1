import type { Place, Verified } from '../../../core/record/verdict.ts';
import { refusalMessage } from '../../../core/refusal.ts';
import { useFigures } from '../../parts/figures.ts';
import { Status } from '../../parts/Status.tsx';
import { FactTable } from './FactTable.tsx';
import styles from './Record.module.css';
import { useRecordWords } from './words.ts';

const MARKS = { proved: 'good', 'not proved': 'caution', tampered: 'alert' } as const;
/** A witness can claim any time: one beyond the calendar is its last moment. */
const LAST_SECONDS = 8_640_000_000_000;

/** What a file proves: the answer, what was found, and the fact. What was tampered with is not shown as told. */
export function Verdict({
  of,
  isOwnPolicy,
  showsFact = true,
}: {
  readonly of: Verified;
  readonly isOwnPolicy: boolean;
  /** Not where the fact stands beside it already. */
  readonly showsFact?: boolean;
}) {
  const t = useRecordWords();
  const { time, count } = useFigures();
  const placed = usePlaceWords();
  const { verdict, findings, form, fact, size, origin, cosigners, absent, quorumSince, kinds } = of;
  const moment = (seconds: number) => time(new Date(Math.min(seconds, LAST_SECONDS) * 1000).toISOString());
  const isSound = verdict !== 'tampered';
  return (
    <div className={styles.verdict} role="status" data-verdict={verdict}>
      <p className={styles.answer}>
        <Status kind={MARKS[verdict]}>
          {verdict === 'tampered'
            ? t('tampered')
            : verdict === 'not proved'
              ? t('notProved')
              : form === 'bundle'
                ? t('provedBundle', { size: count(size ?? 0), origin: origin ?? '' })
                : t('provedFact', { kind: fact?.kind ?? '', id: fact?.id ?? '' })}
        </Status>
      </p>
      <ul className={styles.lines}>
        {findings.map(({ refusal, place }, at) => (
          // Findings have no other name than their place.
          <li key={at}>
            {place !== undefined && `${placed(place)}: `}
            {refusalMessage(refusal)}
          </li>
        ))}
        {isSound &&
          cosigners.map(({ name, seconds }) => (
            <li key={name}>{t('standsBy', { name, when: moment(seconds) })}</li>
          ))}
        {isSound && absent.map((name) => <li key={name}>{t('absent', { name })}</li>)}
        {isSound && quorumSince !== undefined && <li>{t('quorumSince', { when: moment(quorumSince) })}</li>}
        {isSound && kinds.length > 0 && (
          <li>
            {t('factsShown', {
              kinds: kinds.length,
              facts: count(kinds.reduce((sum, { facts }) => sum + facts, 0)),
            })}
          </li>
        )}
        {!isOwnPolicy && <li>{t('poolsPolicy')}</li>}
      </ul>
      {isSound && showsFact && fact !== undefined && <FactTable fields={fact.fields} />}
    </div>
  );
}

function usePlaceWords() {
  const t = useRecordWords();
  const { count } = useFigures();
  return ({ leaf, kind, id, group }: Place) =>
    [
      t('placeLeaf', { leaf: count(leaf) }),
      ...(kind === undefined ? [] : [`${kind} ${id}`]),
      ...(group === undefined ? [] : [t(`group_${group}`)]),
    ].join(', ');
}
