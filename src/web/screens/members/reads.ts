import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { monthAfter, thisMonth } from '../../parts/months.ts';
import { fromFirstCovered } from './by-tier.ts';

export type Enrolment = Got<'/api/v1/consortia/{consortium}/enrolment'>['months'];
export type Arrears = Got<'/api/v1/consortia/{consortium}/arrears'>['members'][number];
export type Bill = Got<'/api/v1/consortia/{consortium}/bills/{month}'>['bills'][number];
export type Standing = Got<'/api/v1/consortia/{consortium}/bills'>['bills'][number];
export type Balance = Got<'/api/v1/consortia/{consortium}/balances'>['members'][number];

/** How far back enrolment is looked at. */
const MONTHS = 60;

/** What was read of members begins with this, so that a change of one thing makes the others anew. */
export const membersKey = (pool: string) => ['members', pool] as const;

/** The members that may be seen. */
export function useMembers() {
  const { pool, path, may } = usePool();
  return useRead(
    [...membersKey(pool), 'roster'],
    () => api.GET('/api/v1/consortia/{consortium}/members', { params: { path } }),
    { enabled: may('members.read') },
  );
}

/** What members are called, by their codes; a code that is not known stays. */
export function useNames(): (code: string) => string {
  const { data } = useMembers();
  const names = new Map(data?.members.map(({ member, name }) => [member, name]));
  return (code) => names.get(code) ?? code;
}

/** Choices of members for a form. */
export function useMemberChoices() {
  const { data } = useMembers();
  return (data?.members ?? []).map(({ member, name }) => ({ value: member, label: name }));
}

/** Who is covered, month by month up to this one, from the first month in which anybody was. */
export function useEnrolment(member?: string) {
  const { pool, path } = usePool();
  const query = { from: monthAfter(thisMonth(), 1 - MONTHS), ...(member && { member }) };
  return useRead([...membersKey(pool), 'enrolment', member], async () => {
    const { data, ...rest } = await api.GET('/api/v1/consortia/{consortium}/enrolment', {
      params: { path, query },
    });
    return { ...rest, ...(data && { data: { months: fromFirstCovered(data.months) } }) };
  });
}

/** The month in which members paid last: up to there the books of a pool are lived in. */
export function useLastPaidMonth() {
  const { pool, path } = usePool();
  return useRead([...membersKey(pool), 'last receipt'], async () => {
    const { data, ...rest } = await api.GET('/api/v1/consortia/{consortium}/receipts', {
      params: { path, query: { limit: 1 } },
    });
    return { ...rest, ...(data && { data: { month: data.items[0]?.day.slice(0, 7) ?? thisMonth() } }) };
  });
}

export function useArrears(member?: string, on?: string) {
  const { pool, path } = usePool();
  const query = { ...(member && { member }), ...(on && { on }) };
  return useRead([...membersKey(pool), 'arrears', member, on], () =>
    api.GET('/api/v1/consortia/{consortium}/arrears', { params: { path, query } }),
  );
}

export function useBills(member?: string) {
  const { pool, path } = usePool();
  return useRead([...membersKey(pool), 'bills', member], () =>
    api.GET('/api/v1/consortia/{consortium}/bills', { params: { path, query: member ? { member } : {} } }),
  );
}

export function useBalances() {
  const { pool, path, may } = usePool();
  return useRead(
    [...membersKey(pool), 'balances'],
    () => api.GET('/api/v1/consortia/{consortium}/balances', { params: { path } }),
    { enabled: may('balances.read') },
  );
}
