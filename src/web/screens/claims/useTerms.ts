import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';

interface Coded {
  readonly code: string;
  readonly name?: string;
}
interface Terms {
  readonly members: readonly Coded[];
  readonly plans: readonly (Coded & {
    readonly design?: { readonly networks?: object; readonly services?: object };
  })[];
}

const choices = (all: readonly Coded[]) =>
  all.map(({ code, name }) => ({ value: code, label: name ?? code }));

/** What claims of the pool can name, from its document: members, plans, networks and services. */
export function useTerms() {
  const { pool, path, may } = usePool();
  const read = useRead(
    ['document', pool],
    () => api.GET('/api/v1/consortia/{consortium}/document', { params: { path } }),
    { enabled: may('document.read') },
  );
  const { members = [], plans = [] } = (read.data?.document ?? {}) as unknown as Partial<Terms>;
  const named = (part: 'networks' | 'services') => [
    ...new Set(plans.flatMap(({ design }) => Object.keys(design?.[part] ?? {}))),
  ];
  return {
    members: choices(members),
    plans: choices(plans),
    networks: named('networks'),
    services: named('services'),
  };
}
