import { Select, TextInput } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { useFilters } from '../../parts/filters.ts';
import styles from './Reserves.module.css';
import { METHODS } from './reserve.ts';
import { useReserveWords } from './words.ts';

/** What the estimate is of: the end of which month, which benefit, which member, by which method. It is in the address. */
export function Question({
  asOf,
  benefits,
}: {
  readonly asOf: string | undefined;
  readonly benefits: readonly string[];
}) {
  const t = useReserveWords();
  const { pool, path } = usePool();
  const [filters, setFilters] = useFilters();
  const members = useRead(['members', pool], () =>
    api.GET('/api/v1/consortia/{consortium}/members', { params: { path } }),
  );
  const set = (change: Parameters<typeof setFilters>[0]) => setFilters(change, { isStep: true });
  const asked = filters.benefit;
  const known = asked === undefined || benefits.includes(asked) ? benefits : [...benefits, asked];
  return (
    <form
      className={`${styles.question} not-printed`}
      aria-label={t('choose')}
      onSubmit={(event) => event.preventDefault()}
    >
      <TextInput
        type="month"
        label={t('asOf')}
        value={filters.asOf ?? asOf ?? ''}
        placeholder="2026-03"
        onChange={({ currentTarget: { value } }) => set({ asOf: value })}
      />
      <Select
        label={t('benefit')}
        data={[{ value: '', label: t('allBenefits') }, ...known]}
        value={filters.benefit ?? ''}
        onChange={(benefit) => set({ benefit: benefit ?? '' })}
        allowDeselect={false}
      />
      <Select
        label={t('member')}
        searchable
        data={[
          { value: '', label: t('allMembers') },
          ...(members.data?.members ?? []).map(({ member, name }) => ({ value: member, label: name })),
        ]}
        value={filters.member ?? ''}
        onChange={(member) => set({ member: member ?? '' })}
        allowDeselect={false}
      />
      <Select
        label={t('method')}
        data={METHODS.map((method) => ({ value: method, label: t(method) }))}
        value={filters.method ?? 'close'}
        onChange={(method) => set({ method: method === 'close' ? '' : (method ?? '') })}
        allowDeselect={false}
      />
    </form>
  );
}
