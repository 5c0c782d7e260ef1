import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { DocumentEditor } from '../../parts/DocumentEditor.tsx';
import { signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { useKept } from '../../parts/kept.ts';
import { Answer, Columns } from '../../parts/Section.tsx';
import { Empty, Loading, Read } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { Gaps } from './Gaps.tsx';
import { Layers } from './Layers.tsx';
import { withLayerOnTop } from './layers.ts';
import { lossAt, type Property, type SharedLoss, topOf, type Values } from './property.ts';
import { LossesOfYear, ValuesTable } from './StatementOfValues.tsx';
import styles from './Tower.module.css';
import { TowerSection } from './TowerSection.tsx';
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
  const [t, shared] = [useProgrammeWords(), useSharedWords()];
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
      <Found
        property={property}
        shared={found}
        values={values.data}
        onBegin={() =>
          keep({
            ...property,
            programme: withLayerOnTop({ layers: [] }, (number) => t('layerNumber', { number })),
          })
        }
      />
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
        {programme !== undefined && (
          <Layers
            programme={programme}
            answer={alone.data}
            onChange={(changed) => keep({ ...property, programme: changed })}
          />
        )}
        {/* What is wrong with the programme was said with the tower. */}
        {(location || alone.error === null) && (
          <Read of={values}>
            {(statement) => (
              <>
                <Gaps values={statement} />
                <ValuesTable values={statement} />
                <LossesOfYear values={statement} />
              </>
            )}
          </Read>
        )}
      </Columns>
    </>
  );
}

/** The answer of the page: how far the loss climbs, and who pays. */
function Found({
  property,
  shared,
  values,
  onBegin,
}: {
  readonly property: Property;
  readonly shared: (SharedLoss & { insuredBears?: string }) | Values['furtherLoss'] | undefined;
  readonly values: Values | undefined;
  readonly onBegin: () => void;
}) {
  const t = useProgrammeWords();
  const { short, money } = useFigures(property.currency);
  if (property.programme === undefined)
    return (
      <>
        <Answer>{t('noProgramme')}</Answer>
        <Empty>
          <p>{t('noProgrammeNext')}</p>
          <Button onClick={onBegin}>{t('beginProgramme')}</Button>
        </Empty>
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
