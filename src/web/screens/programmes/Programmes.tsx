import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { DocumentEditor } from '../../parts/DocumentEditor.tsx';
import { signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { useKept } from '../../parts/kept.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Failed, Loading, Read } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { LossGiven } from './LossGiven.tsx';
import { Panels } from './Panels.tsx';
import { lossAt, type Programme, type Property, type SharedLoss, topOf, type Values } from './property.ts';
import { LossesOfYear, ValuesTable } from './StatementOfValues.tsx';
import styles from './Tower.module.css';
import { Tower } from './Tower.tsx';
import { WhoBears } from './WhoBears.tsx';
import { useProgrammeWords } from './words.ts';

/** The property programme: the tower of layers, a loss that climbs it, panels, and the statement of values. */
export function Programmes() {
  const { pool } = usePool();
  const example = useQuery({
    queryKey: ['example', 'values'],
    queryFn: async () => (await import('../../../../demo/values.json')).default as Property,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const kept = useKept<Property>(`property.${pool}`, example.data);
  if (kept.document === undefined) return <Loading lines={8} />;
  return <OfProperty property={kept.document} kept={kept} />;
}

function OfProperty({
  property,
  kept,
}: {
  readonly property: Property;
  readonly kept: ReturnType<typeof useKept<Property>>;
}) {
  const shared = useSharedWords();
  const [{ loss: asked, location }, setFilters] = useFilters();
  const { programme } = property;
  const loss = asked ?? (programme ? lossAt(0.6, topOf(programme)) : '0.00');
  const [settled] = useDebouncedValue(loss, 150);
  const values = useRead(['values', property, location, settled], () =>
    api.POST('/api/v1/values', {
      params: { query: location && programme ? { location, loss: settled } : {} },
      body: property,
    }),
  );
  const alone = useRead(
    ['programme', programme, settled],
    () => {
      const { currency } = property;
      const losses = [{ id: 'loss', amount: settled }];
      return api.POST('/api/v1/calculators/programme', { body: { currency, ...programme!, losses } });
    },
    { enabled: programme !== undefined },
  );
  const found = location ? values.data?.furtherLoss : alone.data?.losses[0];
  const keep = (changed: unknown) => kept.keep(changed as Property);
  return (
    <>
      <Found property={property} shared={found} values={values.data} />
      <p className={`${styles.about} quiet`}>{shared(kept.isExample ? 'isExample' : 'keptHere')}</p>
      <div className={styles.editor}>
        <DocumentEditor
          name="property"
          document={property}
          isExample={kept.isExample}
          onKeep={keep}
          onForget={kept.forget}
        />
      </div>
      <Columns>
        {programme !== undefined && (
          <TowerSection
            {...{ property, programme, loss }}
            shared={found}
            onLoss={(changed) => setFilters({ loss: changed })}
            problem={location ? null : alone.error}
          />
        )}
        {programme !== undefined && found !== undefined && (
          <WhoBears programme={programme} currency={property.currency} shared={found} />
        )}
        {programme !== undefined && alone.data !== undefined && (
          <Panels property={property} programme={programme} answer={alone.data} onChange={keep} />
        )}
        <Read of={values}>
          {(statement) => (
            <>
              <ValuesTable values={statement} />
              <LossesOfYear values={statement} />
            </>
          )}
        </Read>
      </Columns>
    </>
  );
}

function TowerSection({
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
  return (
    <Section
      span={6}
      title={t('tower')}
      measure={t('towerMeasure', { top: short(topOf(programme)) })}
      note={t('towerNote')}
    >
      <LossGiven {...{ property, programme, loss, onLoss }} />
      {problem !== null && <Failed problem={problem} />}
      <Tower {...{ programme, loss, shared, onLoss }} />
    </Section>
  );
}

/** The answer of the page: how far the loss climbs, and who pays. */
function Found({
  property,
  shared,
  values,
}: {
  readonly property: Property;
  readonly shared: (SharedLoss & { insuredBears?: string }) | Values['furtherLoss'] | undefined;
  readonly values: Values | undefined;
}) {
  const t = useProgrammeWords();
  const { short, money } = useFigures(property.currency);
  if (property.programme === undefined)
    return (
      <>
        <Answer>{t('noProgramme')}</Answer>
        <Empty>{t('noProgrammeNext')}</Empty>
      </>
    );
  if (shared === undefined) return <Answer>{t('tower')}</Answer>;
  const insurers = sumOf(shared.insurers.map(({ amount }) => amount));
  const layer = shared.layers.findLast(({ loss }) => signOf(loss) > 0);
  const isAbove = Number(shared.amount) > topOf(property.programme);
  const said = layer === undefined ? 'within' : isAbove ? 'above' : 'reaches';
  const location = values?.locations.find((one) => 'location' in shared && one.location === shared.location);
  return (
    <Answer about={location?.name}>
      {t(said, {
        loss: short(shared.amount),
        layer: layer?.name,
        insurers: money(insurers),
        insured: money(
          'insuredBears' in shared && shared.insuredBears ? shared.insuredBears : shared.insured,
        ),
      })}
    </Answer>
  );
}
