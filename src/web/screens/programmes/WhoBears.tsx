import { DataTable } from '../../parts/DataTable.tsx';
import { signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { coloursOf, type Programme, type SharedLoss, type Values } from './property.ts';
import styles from './Tower.module.css';
import { useProgrammeWords } from './words.ts';

/** A payer with what it pays of each layer, and of what lies outside them. */
interface Payer {
  readonly name: string;
  readonly colour: string;
  readonly byLayer: ReadonlyMap<string, string>;
  /** What lies outside the layers: deductible, what lies above them, and what the clause does not count. */
  readonly outside: string;
  readonly total: string;
}

/** Who bears what of a loss, by layer, to the cent. */
export function WhoBears({
  programme,
  currency,
  shared,
}: {
  readonly programme: Programme;
  readonly currency: string;
  readonly shared: SharedLoss | NonNullable<Values['furtherLoss']>;
}) {
  const t = useProgrammeWords();
  const common = useSharedWords();
  const { amount, money } = useFigures(currency);
  const colours = coloursOf(programme);
  const bears = 'insuredBears' in shared ? shared.insuredBears : shared.insured;
  const layers = shared.layers.filter(({ loss }) => signOf(loss) > 0);
  const insurers = shared.insurers.map(
    ({ insurer, amount: total }): Payer => ({
      ...{ name: insurer, colour: colours.get(insurer) ?? 'var(--c5)', total, outside: '0' },
      byLayer: new Map(
        layers.flatMap(({ name, insurers: all }) =>
          all.filter((one) => one.insurer === insurer).map((one) => [name, one.amount] as const),
        ),
      ),
    }),
  );
  const unplaced = layers.map((layer) => layer.unplaced);
  const pool: Payer = {
    ...{ name: t('poolRow'), colour: 'var(--c5)', total: bears },
    outside: sumOf([bears, ...unplaced.map((one) => `-${one}`)]),
    byLayer: new Map(layers.map(({ name, unplaced }) => [name, unplaced])),
  };
  const figure = (value: string | undefined) =>
    value === undefined || signOf(value) === 0 ? (
      <span className="quiet">{common('none')}</span>
    ) : (
      <bdi>{amount(value)}</bdi>
    );
  const hasPenalty = 'counted' in shared && signOf(shared.penalty) > 0;
  return (
    <Section
      span={7}
      title={t('who')}
      measure={t('whoMeasure', { loss: money(shared.amount), currency })}
      note={
        hasPenalty
          ? t('whoCounted', { counted: money(shared.counted), penalty: money(shared.penalty) })
          : undefined
      }
    >
      <DataTable<Payer>
        name={t('who')}
        rows={[...insurers, pool]}
        keyOf={({ name }) => name}
        columns={[
          {
            ...{ key: 'payer', heading: t('payer') },
            by: ({ name }) => name,
            cell: ({ name, colour }) => (
              <>
                <span className={styles.mark} style={{ '--colour': colour } as object} aria-hidden /> {name}
              </>
            ),
          },
          // Beside the payer, so that it is seen however many layers there are.
          {
            ...{ key: 'total', heading: t('inAll'), side: 'end' },
            by: ({ total }) => Number(total),
            csv: ({ total }) => total,
            cell: ({ total }) => <strong>{figure(total)}</strong>,
          },
          ...layers.map(({ name }) => ({
            ...{ key: name, heading: name, side: 'end' as const, isDetail: true },
            csv: ({ byLayer }: Payer) => byLayer.get(name) ?? '0.00',
            cell: ({ byLayer }: Payer) => figure(byLayer.get(name)),
          })),
          {
            ...{ key: 'outside', heading: t('outside'), side: 'end', isDetail: true },
            csv: ({ outside }) => outside,
            cell: ({ outside }) => figure(outside),
          },
        ]}
        foot={{
          payer: t('all'),
          ...Object.fromEntries(layers.map(({ name, loss }) => [name, amount(loss)])),
          outside: amount(pool.outside),
          total: amount(sumOf([...insurers, pool].map(({ total }) => total))),
        }}
      />
    </Section>
  );
}
