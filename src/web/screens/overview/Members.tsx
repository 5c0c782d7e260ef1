import { DataTable } from '../../parts/DataTable.tsx';
import { lengthOf, ratioNumber, useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Overview.module.css';
import type { Year, YearMember } from './types.ts';
import { bandOf } from './useAnswer.ts';
import { useOverviewWords } from './words.ts';

/** Members by loss ratio, the highest first, against the band; the year before as an open dot. */
export function Members({ year }: { readonly year: Year }) {
  const t = useOverviewWords();
  const shared = useSharedWords();
  const { short, percent, count, month } = useFigures();
  const sizeOf = ({ lossRatio }: YearMember) => (lossRatio === null ? -1 : ratioNumber(lossRatio));
  const isOver = (member: YearMember) => sizeOf(member) > 1;
  const rows = [...year.members].sort((a, b) => sizeOf(b) - sizeOf(a));
  const over = rows.filter(isOver).length;
  const written = (ratio: string | null) => (ratio === null ? shared('withheld') : percent(ratio));
  const scale = scaleOf(rows);
  const band = bandOf(year);
  return (
    <Section
      span={7}
      title={over === 0 ? t('membersInside') : t('membersOver', { count: over })}
      measure={t('membersMeasure', { month: month(year.asOf) })}
      {...(year.withheld && { note: t('withheldNote') })}
    >
      <DataTable
        name={t('membersMeasure', { month: month(year.asOf) })}
        rows={rows}
        keyOf={(row) => row.member}
        columns={[
          { key: 'member', heading: t('member'), cell: (row) => row.name, by: (row) => row.name },
          {
            ...{ key: 'employees', heading: t('employees'), side: 'end', isDetail: true },
            cell: (row) => count(row.employees),
            by: (row) => row.employees,
          },
          {
            ...{ key: 'claims', heading: t('total'), side: 'end', isDetail: true },
            cell: (row) => (row.claims === null ? shared('withheld') : short(row.claims)),
            by: (row) => lengthOf(row.claims ?? '0'),
            csv: (row) => row.claims ?? '',
          },
          {
            ...{ key: 'ratio', heading: t('lossRatio'), side: 'end' },
            cell: (row) => (
              <span className={isOver(row) ? styles.over : undefined}>{written(row.lossRatio)}</span>
            ),
            by: sizeOf,
            csv: (row) => row.lossRatio ?? '',
          },
          {
            ...{ key: 'before', heading: t('lastYear'), side: 'end', isDetail: true },
            cell: (row) => (row.before === null ? shared('none') : percent(row.before)),
            by: (row) => ratioNumber(row.before ?? '0'),
            csv: (row) => row.before ?? '',
          },
          {
            key: 'dots',
            heading: `${percent(String(scale[0]))} – ${percent(String(scale[1]))}`,
            cell: (row) => (
              <Dots
                now={row.lossRatio === null ? undefined : ratioNumber(row.lossRatio)}
                before={row.before === null ? undefined : ratioNumber(row.before)}
                band={band}
                scale={scale}
                label={t('dotLabel', {
                  name: row.name,
                  ratio: written(row.lossRatio),
                  before: row.before === null ? shared('none') : percent(row.before),
                })}
              />
            ),
          },
        ]}
        foot={{
          member: t('pool'),
          employees: count(year.employees),
          claims: year.claims.toDate === null ? shared('withheld') : short(year.claims.toDate),
          ratio: written(year.lossRatio),
        }}
      />
    </Section>
  );
}

/** A little wider than what is shown, so that no dot stands at the edge. */
function scaleOf(rows: readonly YearMember[]): readonly [from: number, to: number] {
  const all = rows.flatMap(({ lossRatio, before }) =>
    [lossRatio, before].flatMap((ratio) => (ratio === null ? [] : [ratioNumber(ratio)])),
  );
  const low = Math.floor(Math.min(0.6, ...all) * 10 - 0.5) / 10;
  return [low, Math.ceil(Math.max(1.1, ...all) * 10 + 0.5) / 10];
}

/** Two dots on a scale with the band behind them: the year before hollow, this year solid, past the whole in red. */
function Dots({
  now,
  before,
  band,
  scale: [low, high],
  label,
}: {
  readonly now: number | undefined;
  readonly before: number | undefined;
  readonly band: readonly [number, number] | undefined;
  readonly scale: readonly [number, number];
  readonly label: string;
}) {
  const share = (value: number) => Math.max(0, Math.min(1, (value - low) / (high - low))) * 100;
  const at = (value: number) => ({ insetInlineStart: `${share(value)}%` });
  const [first, last] = [Math.min(now ?? 0, before ?? 0), Math.max(now ?? 0, before ?? 0)];
  return (
    <div className={styles.dots} role="img" aria-label={label}>
      {band && (
        <span
          className={styles.band}
          style={{ ...at(band[0]), inlineSize: `${share(band[1]) - share(band[0])}%` }}
        />
      )}
      {now !== undefined && before !== undefined && (
        <span
          className={styles.step}
          style={{ ...at(first), inlineSize: `${share(last) - share(first)}%` }}
        />
      )}
      {before !== undefined && <span className={styles.dot} data-kind="before" style={at(before)} />}
      {now !== undefined && (
        <span className={styles.dot} data-kind={now > 1 ? 'over' : 'now'} style={at(now)} />
      )}
    </div>
  );
}
