import { Bar } from '../../parts/Bars.tsx';
import { lengthOf, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { KeyFigure, KeyFigures } from '../../parts/KeyFigures.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSharedWords } from '../../words/shared.ts';
import type { Contract } from './types.ts';
import { useStopLossWords } from './words.ts';

/** The other way round: "5.00" as "-5.00". */
export const minus = (amount: string) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

/** What a contract comes to: what is recoverable of each part, the room before the aggregate, and what carriers owe. */
export function ContractFigures({
  contract: { specific, aggregate, posted },
  owed,
}: {
  readonly contract: Contract;
  readonly owed: string | undefined;
}) {
  const t = useStopLossWords();
  const shared = useSharedWords();
  const { money, short, percent } = useFigures();
  const room = aggregate && sumOf([aggregate.attachment, minus(aggregate.eligible)]);
  return (
    <KeyFigures>
      <KeyFigure name={t('specificDue')} value={specific ? money(specific.reimbursement) : shared('none')}>
        {specific ? <Posted due={specific.reimbursement} posted={posted.specific} /> : t('noSpecific')}
      </KeyFigure>
      <KeyFigure name={t('aggregateDue')} value={aggregate ? money(aggregate.reimbursement) : shared('none')}>
        {aggregate ? <Posted due={aggregate.reimbursement} posted={posted.aggregate} /> : t('noAggregate')}
      </KeyFigure>
      {aggregate && (
        <KeyFigure
          name={t('room')}
          value={short(signOf(room!) < 0 ? '0' : room!)}
          picture={
            <Bar
              parts={[{ length: lengthOf(aggregate.eligible), kind: 'settled' }]}
              marks={[{ at: lengthOf(aggregate.attachment), kind: 'limit' }]}
              scale={Math.max(lengthOf(aggregate.attachment), lengthOf(aggregate.eligible)) * 1.08}
              label={t('toDate', {
                amount: short(aggregate.eligible),
                attachment: short(aggregate.attachment),
              })}
            />
          }
        >
          <Status kind={signOf(room!) < 0 ? 'alert' : lengthOf(aggregate.share) > 0.9 ? 'caution' : 'good'}>
            {t('atShare', { share: percent(aggregate.share) })}
          </Status>
        </KeyFigure>
      )}
      {owed !== undefined && (
        <KeyFigure name={t('owed')} value={money(owed)}>
          {t('owedNote')}
        </KeyFigure>
      )}
    </KeyFigures>
  );
}

function Posted({ due, posted }: { readonly due: string; readonly posted: string }) {
  const t = useStopLossWords();
  const { money } = useFigures();
  const open = sumOf([due, minus(posted)]);
  return signOf(open) === 0 ? (
    <Status kind="good">{t('allPosted')}</Status>
  ) : (
    <Status kind="caution">{t('notPosted', { amount: money(open) })}</Status>
  );
}
