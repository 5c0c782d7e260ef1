import { SegmentedControl, Select } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFilters } from '../../parts/filters.ts';
import styles from './Ratios.module.css';
import { GROUPS, type Group, mayBeNet, NET } from './ratio.ts';
import { useRatioWords } from './words.ts';

/** Which ratios: of which year, by what, of which member or benefit, gross or net. It is in the address. */
export function Question({
  years,
  year,
  by,
}: {
  readonly years: readonly string[];
  readonly year: string;
  readonly by: Group;
}) {
  const t = useRatioWords();
  const { pool, path, may } = usePool();
  const [filters, setFilters] = useFilters();
  const members = useRead(['members', pool], () =>
    api.GET('/api/v1/consortia/{consortium}/members', { params: { path } }),
  );
  const byBenefit = useRead(['ratios', pool, year, { by: 'benefit' }], () =>
    api.GET('/api/v1/consortia/{consortium}/ratios/{year}', {
      params: { path: { ...path, year }, query: { by: 'benefit' } },
    }),
  );
  const isNetPossible = mayBeNet(by, filters);
  const set = (change: Parameters<typeof setFilters>[0]) => setFilters(change, { isStep: true });
  const groups = { member: 'byMember', benefit: 'byBenefit', region: 'byRegion', month: 'byMonth' } as const;
  return (
    <form
      className={`${styles.question} not-printed`}
      aria-label={t('choose')}
      onSubmit={(event) => event.preventDefault()}
    >
      <Select
        label={t('year')}
        data={years.toReversed()}
        value={year}
        onChange={(value) => set({ year: value ?? '' })}
        allowDeselect={false}
      />
      <Select
        label={t('by')}
        data={GROUPS.map((group) => ({ value: group, label: t(groups[group]) }))}
        value={by}
        onChange={(value) => set({ by: value === 'member' ? '' : (value ?? '') })}
        allowDeselect={false}
      />
      <Select
        label={t('memberFilter')}
        searchable
        data={[
          { value: '', label: t('allMembers') },
          ...(members.data?.members ?? []).map(({ member, name }) => ({ value: member, label: name })),
        ]}
        value={filters.member ?? ''}
        onChange={(value) => set({ member: value ?? '' })}
        allowDeselect={false}
      />
      <Select
        label={t('benefitFilter')}
        data={[
          { value: '', label: t('allBenefits') },
          ...(byBenefit.data?.rows ?? []).flatMap(({ benefit }) => (benefit ? [benefit] : [])),
        ]}
        value={filters.benefit ?? ''}
        onChange={(value) => set({ benefit: value ?? '' })}
        allowDeselect={false}
      />
      {may(NET) && (
        <div className={styles.basis}>
          <SegmentedControl
            aria-label={t('basis')}
            disabled={!isNetPossible}
            value={filters.net === 'true' && isNetPossible ? 'net' : 'gross'}
            onChange={(value) => set({ net: value === 'net' ? 'true' : '' })}
            data={[
              { value: 'gross', label: t('gross') },
              { value: 'net', label: t('net') },
            ]}
          />
          {!isNetPossible && <p className="quiet">{t('noNet')}</p>}
        </div>
      )}
    </form>
  );
}
