import { Bar, BarRow } from '../../parts/Bars.tsx';
import { useFigures } from '../../parts/figures.ts';
import { useFieldNames } from './fieldNames.ts';
import { type Fields, isFields } from './schema.ts';

/** How high a year goes in one of two, nine of ten ...; the mark is the mean. */
export function Levels({ found }: { readonly found: Fields }) {
  const { labelOf } = useFieldNames();
  const { count } = useFigures();
  const figures = isFields(found.simulated) ? found.simulated : found;
  const levels = Object.entries(isFields(figures.percentiles) ? figures.percentiles : {});
  const scale = Math.max(...levels.map(([, level]) => Number(level)));
  const mean = Number(figures.mean);
  return levels.map(([at, level]) => (
    <BarRow key={at} name={labelOf(at)} figures={<bdi>{count(Number(level))}</bdi>}>
      <Bar
        label={`${labelOf(at)}: ${count(Number(level))}`}
        scale={scale}
        parts={[{ length: Number(level), kind: 'settled' }]}
        marks={Number.isFinite(mean) ? [{ at: mean }] : []}
      />
    </BarRow>
  ));
}
