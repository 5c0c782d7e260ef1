import { Bar } from '../../parts/Bars.tsx';
import { lengthOf, ratioNumber, signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { KeyFigure, KeyFigures } from '../../parts/KeyFigures.tsx';
import { Status } from '../../parts/Status.tsx';
import { useSharedWords } from '../../words/shared.ts';
import type { Year } from './types.ts';
import { bandOf, standingOf } from './useAnswer.ts';
import { useOverviewWords } from './words.ts';

const minus = (amount: string) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

/** The five figures of a year: funded, claims, their ratio, what is held for claims, and the room before the aggregate. */
export function YearFigures({ year }: { readonly year: Year }) {
  const t = useOverviewWords();
  const { short, monthOnly } = useFigures();
  const { funded, claims } = year;
  const shared = useSharedWords();
  const span = { from: monthOnly(year.from.slice(0, 7)), to: monthOnly(lastOf(year)) };
  const scale = lengthOf(funded.year);
  const known = claims.toDate ?? '0';
  return (
    <KeyFigures>
      <KeyFigure
        name={t('funded', span)}
        value={short(funded.toDate)}
        picture={
          <Bar
            parts={[{ length: lengthOf(funded.toDate), kind: 'settled' }]}
            scale={scale}
            label={t('funded', span)}
          />
        }
      >
        {t('fundedYear', { amount: short(funded.year) })}
      </KeyFigure>
      <KeyFigure
        name={t('claims', span)}
        value={claims.toDate === null ? shared('withheld') : short(known)}
        picture={
          <Bar
            parts={[
              { length: lengthOf(claims.paid ?? known), kind: 'settled' },
              { length: lengthOf(claims.unpaid ?? '0'), kind: 'open' },
            ]}
            scale={Math.max(scale, lengthOf(known))}
            label={t('claims', span)}
          />
        }
      >
        {claims.paid === undefined
          ? t('claimsOnRecord')
          : t('claimsSplit', { paid: short(claims.paid), unpaid: short(claims.unpaid!) })}
      </KeyFigure>
      <Ratio year={year} />
      <Reserves year={year} />
      <Room year={year} />
    </KeyFigures>
  );
}

/** The last month of the year that figures are of. */
const lastOf = ({ asOf, to }: Year) => (asOf < to.slice(0, 7) ? asOf : to.slice(0, 7));

function Ratio({ year }: { readonly year: Year }) {
  const t = useOverviewWords();
  const shared = useSharedWords();
  const { percent } = useFigures();
  const { lossRatio, projection } = year;
  const [standing, band] = [standingOf(year), bandOf(year)];
  const ends = { from: percent(year.band?.from ?? '0'), to: percent(year.band?.to ?? '0') };
  const word = {
    over: t('over'),
    outside: t('outside', ends),
    inside: t('inside', ends),
    below: t('underWhole'),
  };
  const scale = Math.max(1.25, (band?.[1] ?? 0) + 0.1, ratioNumber(lossRatio ?? '0') + 0.1);
  return (
    <KeyFigure
      name={t('lossRatio')}
      value={lossRatio === null ? shared('withheld') : percent(lossRatio)}
      picture={
        lossRatio !== null && (
          <Bar
            scale={scale}
            marks={[{ at: 1, kind: 'limit' }]}
            {...(band && { band })}
            point={ratioNumber(lossRatio)}
            label={`${t('lossRatio')} ${percent(lossRatio)}`}
          />
        )
      }
    >
      {standing !== undefined && (
        <Status kind={standing === 'over' ? 'alert' : standing === 'outside' ? 'caution' : 'good'}>
          {word[standing]}
        </Status>
      )}
      {projection !== undefined && (
        <div>
          {t('likely', { low: percent(projection.lossRatio.low), high: percent(projection.lossRatio.high) })}
        </div>
      )}
    </KeyFigure>
  );
}

function Reserves({ year: { reserves } }: { readonly year: Year }) {
  const t = useOverviewWords();
  const { short, percent } = useFigures();
  if (reserves === undefined) return null;
  const { held, required } = reserves;
  const missing = sumOf([required, minus(held)]);
  const [has, needs] = [lengthOf(held), lengthOf(required)];
  return (
    <KeyFigure
      name={t('reserves')}
      value={short(held)}
      picture={
        <Bar
          parts={[{ length: has, kind: 'settled' }]}
          marks={[{ at: needs }]}
          scale={Math.max(has, needs) * 1.15}
          label={t('required', { amount: short(required) })}
        />
      }
    >
      <Status kind={signOf(missing) > 0 ? 'alert' : 'good'}>
        {signOf(missing) > 0
          ? t('short', { amount: short(missing) })
          : t('enough', { share: percent(needs > 0 ? `${held}/${required}` : '1') })}
      </Status>
      <div>{t('required', { amount: short(required) })}</div>
    </KeyFigure>
  );
}

function Room({ year: { contracts } }: { readonly year: Year }) {
  const t = useOverviewWords();
  const shared = useSharedWords();
  const { short, percent } = useFigures();
  const aggregate = contracts.find((one) => one.aggregate !== undefined)?.aggregate;
  if (aggregate === undefined)
    return (
      <KeyFigure name={t('room')} value={shared('none')}>
        {t('noAggregate')}
      </KeyFigure>
    );
  const { eligible, attachment, share } = aggregate;
  const room = sumOf([attachment, minus(eligible)]);
  const isPast = signOf(room) < 0;
  return (
    <KeyFigure
      name={t('room')}
      value={short(isPast ? '0' : room)}
      picture={
        <Bar
          parts={[{ length: lengthOf(eligible), kind: 'settled' }]}
          marks={[{ at: lengthOf(attachment), kind: 'limit' }]}
          scale={Math.max(lengthOf(attachment), lengthOf(eligible)) * 1.08}
          label={t('attachment', { amount: short(eligible), attachment: short(attachment) })}
        />
      }
    >
      <Status kind={isPast ? 'alert' : ratioNumber(share) > 0.9 ? 'caution' : 'good'}>
        {isPast ? t('past', { amount: short(minus(room)) }) : t('atShare', { share: percent(share) })}
      </Status>
      <div>{t('attachment', { amount: short(eligible), attachment: short(attachment) })}</div>
    </KeyFigure>
  );
}
