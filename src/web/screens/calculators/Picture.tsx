import { Bar, BarRow } from '../../parts/Bars.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Status } from '../../parts/Status.tsx';
import styles from './Calculators.module.css';
import type { CalculationName } from './catalogue.ts';
import { useFieldNames } from './fieldNames.ts';
import { Levels } from './Levels.tsx';
import { ProgrammeTower } from './ProgrammeTower.tsx';
import { type BarOf, barsOf } from './pictures.ts';
import { ReserveCurves } from './ReserveCurves.tsx';
import type { Fields } from './schema.ts';
import { useCalculatorWords } from './words.ts';

interface Pictured {
  readonly name: CalculationName;
  readonly document: Fields;
  readonly found: Fields;
}

/** The picture fit to a calculation: a tower, curves, levels of a year, findings, or bars on one scale. */
export function Picture({ name, document, found }: Pictured) {
  const t = useCalculatorWords();
  const bars = barsOf(name, document, found);
  const title = titleOf(name);
  if (title === undefined) return null;
  return (
    <figure className={styles.part} style={{ margin: 0 }}>
      <h3>{t(title)}</h3>
      {name === 'programme' && <ProgrammeTower document={document} found={found} />}
      {name === 'reserve' && <ReserveCurves document={document} found={found} />}
      {(name === 'aggregate-loss' || name === 'simulation') && <Levels found={found} />}
      {name === 'contract-check' && <Findings found={found} />}
      {bars.length > 0 && <Bars bars={bars} />}
    </figure>
  );
}

function titleOf(name: CalculationName) {
  switch (name) {
    case 'programme':
      return 'tower';
    case 'reserve':
      return 'curves';
    case 'aggregate-loss':
    case 'simulation':
      return 'percentiles';
    case 'cost-sharing':
    case 'coordination':
    case 'coinsurance-clause':
      return 'falls';
    case 'administration-cost':
    case 'assessment':
      return 'shares';
    case 'renewal':
      return 'steppedRates';
    case 'loss-ratio':
    case 'mlr-rebate':
    case 'reserve-requirement':
    case 'stop-loss':
      return 'against';
    case 'values':
      return 'insuredLocations';
    case 'comparison':
      return 'bids';
    case 'contract-check':
      return 'picture';
    default:
      return undefined;
  }
}

function Bars({ bars }: { readonly bars: readonly BarOf[] }) {
  const { labelOf } = useFieldNames();
  const { money, percent } = useFigures();
  const scale =
    1.02 *
    Math.max(
      ...bars.flatMap(({ before = 0, length, mark = 0, band }) => [
        ...[before + length, mark, band?.[1] ?? 0],
      ]),
    );
  return bars.map(
    ({ name, label = labelOf(name), text, length, before = 0, kind, mark, band, point, isRatio }) => {
      const figure = isRatio ? percent(text) : money(text);
      return (
        <BarRow key={`${name} ${label}`} name={label} figures={<bdi>{figure}</bdi>}>
          <span dir="auto" style={{ paddingInlineStart: `${(100 * before) / (scale || 1)}%` }}>
            <Bar
              label={`${label}: ${figure}`}
              scale={scale - before}
              parts={[{ length, kind }]}
              marks={mark === undefined ? [] : [{ at: mark, kind: 'limit' }]}
              {...(band && { band })}
              {...(point !== undefined && { point })}
            />
          </span>
        </BarRow>
      );
    },
  );
}

/** Each rule of the law that was looked at: what there is against what it asks, and whether it is kept. */
function Findings({ found }: { readonly found: Fields }) {
  const t = useCalculatorWords();
  const { amount } = useFigures();
  const findings = (found.findings ?? []) as readonly {
    readonly rule: string;
    readonly term: string;
    readonly required: string;
    readonly actual: string;
    readonly isKept: boolean;
    readonly citation: string;
  }[];
  return (
    <>
      <Status kind={found.isKept === true ? 'good' : 'alert'}>
        {t(found.isKept === true ? 'kept' : 'notKept')}
      </Status>
      {findings.map(({ rule, term, required, actual, isKept, citation }) => {
        const [limit, given] = [figureIn(required), figureIn(actual)];
        return (
          <BarRow
            key={rule}
            name={
              <Status kind={isKept ? 'good' : 'alert'}>
                {term}: {t(isKept ? 'ruleKept' : 'ruleNotKept')}
              </Status>
            }
            figures={<bdi>{/^-?\d+\.\d+$/.test(actual) ? amount(actual) : actual}</bdi>}
          >
            <div>
              {limit !== undefined && given !== undefined && (
                <Bar
                  scale={1.1 * Math.max(limit, given)}
                  parts={[{ length: given, kind: isKept ? 'settled' : 'over' }]}
                  marks={[{ at: limit, kind: 'limit' }]}
                  label={`${term}: ${t('required', { required, actual })}`}
                />
              )}
              <span className="quiet">
                {t('required', { required, actual })}, {citation}
              </span>
            </div>
          </BarRow>
        );
      })}
    </>
  );
}

/** The figure of "at most 208000.00"; undefined where a rule asks for something else. */
function figureIn(text: string): number | undefined {
  const [figure] = /\d+(\.\d+)?/.exec(text) ?? [];
  return figure === undefined ? undefined : Number(figure);
}
