import { useFigures } from '../../parts/figures.ts';
import { KeyMark, KeyMarks } from '../../parts/KeyMark.tsx';
import type { LineDecided } from './claimOf.ts';
import { type Fall, fallsOf, OWED_BY_PERSON, partsOf } from './falling.ts';
import { useStepWords } from './step-words.ts';
import styles from './WhereItWent.module.css';
import { useClaimsWords } from './words.ts';

/** By which term of a line's explanation a step was taken: by its code. */
const TERM_OF: Readonly<Record<string, string>> = {
  ...{ writeOff: 'write_off', balanceBill: 'balance_bill', copay: 'copay' },
  ...{ deductible: 'deductible', coinsurance: 'coinsurance', planPays: 'plan_pays' },
};
/** What no copay, deductible or coinsurance explains is the doing of one of these. */
const NOT_COVERED: readonly string[] = ['not_covered', 'annual_limit', 'refund', 'duplicate', 'denied'];
const REASON_OF: Readonly<Record<string, string>> = {
  ...{ writeOff: '45', balanceBill: '45', copay: '3', deductible: '1', coinsurance: '2' },
};

/** Lines of a claim from what was billed to what the plan pays: each step with its reason and a falling bar. */
export function WhereItWent({
  claim,
  lines,
}: {
  readonly claim: string;
  readonly lines: readonly LineDecided[];
}) {
  const t = useClaimsWords();
  const { money } = useFigures();
  const words = useStepWords();
  const parts = partsOf(lines);
  const falls = fallsOf(parts);
  const scale = falls[0]!.to;
  const reasonOf = ({ step }: Fall): string => {
    if (step === 'charge') return t('chargeReason', { count: lines.length, claim });
    if (lines.length === 1) {
      const [line] = lines;
      const formulas = line!.steps
        .filter(({ code }) => (step === 'notCovered' ? NOT_COVERED.includes(code) : code === TERM_OF[step]))
        .map((one) =>
          step === 'notCovered' ? `${words.term(one)}: ${words.formula(one)}` : words.formula(one),
        );
      const capped = line!.steps.find(({ code }) => step === 'coinsurance' && code === 'maximum_over');
      return [...formulas, ...(capped === undefined ? [] : [words.formula(capped)])].join('; ');
    }
    if (step === 'planPays') return t('planReason');
    const told = lines.flatMap(({ adjustments }) => adjustments);
    const known = told.filter(({ reason, group }) =>
      step === 'notCovered'
        ? !['1', '2', '3', '45'].includes(reason)
        : reason === REASON_OF[step] && (step !== 'writeOff' || group === 'CO'),
    );
    const count = lines.filter((line) => /[1-9]/.test(line[step])).length;
    return [...new Set(known.map(words.means)), t('onLines', { count })].join('; ');
  };
  return (
    <>
      <KeyMarks>
        <KeyMark kind="before">{t('keyNobody')}</KeyMark>
        <KeyMark kind="person">{t('keyPerson')}</KeyMark>
        <KeyMark kind="settled">{t('keyPlan')}</KeyMark>
      </KeyMarks>
      <table className={styles.steps} aria-label={t('cents')}>
        <thead>
          <tr>
            <th scope="col">{t('step')}</th>
            <th scope="col" className={styles.amount}>
              {t('amount')}
            </th>
            <th scope="col" className={styles.picture}>
              <span className="unseen">{t('picture')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {falls.map((fall) => {
            const { step, amount, from, to } = fall;
            const isWhole = step === 'charge' || step === 'planPays';
            const share = (length: number) => `${scale > 0 ? (100 * length) / scale : 0}%`;
            const kind =
              step === 'planPays'
                ? 'plan'
                : (OWED_BY_PERSON as readonly string[]).includes(step)
                  ? 'person'
                  : 'nobody';
            return (
              <tr key={step} data-whole={isWhole}>
                <td>
                  {t(`fall_${step}`)}
                  <div className="quiet">{reasonOf(fall)}</div>
                </td>
                <td className={styles.amount}>
                  <bdi>{money(amount)}</bdi>
                </td>
                <td className={styles.picture}>
                  <div
                    className={styles.track}
                    role="img"
                    aria-label={t('barLabel', {
                      ...{ step: t(`fall_${step}`), amount: money(amount), charge: money(parts.charge) },
                    })}
                  >
                    <span
                      className={styles.fall}
                      data-kind={kind}
                      style={{ insetInlineStart: share(from), inlineSize: share(to - from) }}
                    />
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
