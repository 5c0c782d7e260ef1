import { Button } from '@mantine/core';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Failed } from '../../parts/States.tsx';
import { LossGiven } from './LossGiven.tsx';
import { coloursOf, type Programme, type Property, type SharedLoss, topOf } from './property.ts';
import styles from './Tower.module.css';
import { Tower } from './Tower.tsx';
import { useClimb } from './useClimb.ts';
import { useProgrammeWords } from './words.ts';

/** A loss that is given, dropped or dragged, and the tower that it climbs, with what each insurer pays of it. */
export function TowerSection({
  property,
  programme,
  loss,
  shared,
  onLoss,
  problem,
}: {
  readonly property: Property;
  readonly programme: Programme;
  readonly loss: string;
  readonly shared: SharedLoss | undefined;
  readonly onLoss: (loss: string) => void;
  readonly problem: Parameters<typeof Failed>[0]['problem'] | null;
}) {
  const t = useProgrammeWords();
  const { short } = useFigures(property.currency);
  const { seen, isClimbing, drop } = useClimb(Number(loss));
  // What was worked out is of the loss as it was then, and of the programme as it was.
  const of =
    isClimbing || shared === undefined || Number(shared.amount) !== Number(loss) ? undefined : shared;
  const worked = of?.layers.length === programme.layers.length ? of : undefined;
  const paid = new Map(worked?.insurers.map(({ insurer, amount }) => [insurer, amount]));
  return (
    <Section
      span={5}
      title={t('tower')}
      measure={t('towerMeasure', { top: short(topOf(programme)) })}
      note={t('towerNote')}
      action={
        drop && (
          <Button className="not-printed" variant="default" onClick={drop}>
            {t('drop')}
          </Button>
        )
      }
    >
      <LossGiven {...{ property, programme, loss, onLoss }} />
      {problem !== null && <Failed problem={problem} />}
      <div className={styles.keys}>
        {[...coloursOf(programme), [t('poolRow'), 'var(--c5)'] as const].map(([payer, colour]) => {
          const amount = paid.get(payer);
          return (
            <span key={payer} style={{ '--colour': colour } as object}>
              <i aria-hidden />
              <bdi>{amount === undefined ? payer : t('payerPart', { payer, amount: short(amount) })}</bdi>
            </span>
          );
        })}
      </div>
      <Tower {...{ programme, isClimbing, onLoss }} loss={seen} shared={worked} />
    </Section>
  );
}
