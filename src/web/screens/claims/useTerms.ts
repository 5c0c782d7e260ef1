import { usePoolDocument } from '../../api/document.ts';

interface Coded {
  readonly code: string;
  readonly name?: string;
}
interface Terms {
  readonly members: readonly Coded[];
  readonly plans: readonly (Coded & {
    readonly design?: { readonly networks?: object; readonly services?: object };
  })[];
  readonly tiers: object;
  readonly stopLoss: readonly { readonly contract: string }[];
}

const choices = (all: readonly Coded[]) =>
  all.map(({ code, name }) => ({ value: code, label: name ?? code }));

/** What claims and invoices can name, from the pool's document: groups, contracts, networks and services. */
export function useTerms() {
  const { data } = usePoolDocument();
  const {
    members = [],
    plans = [],
    tiers = {},
    stopLoss = [],
  } = (data?.document ?? {}) as unknown as Partial<Terms>;
  const named = (part: 'networks' | 'services') => [
    ...new Set(plans.flatMap(({ design }) => Object.keys(design?.[part] ?? {}))),
  ];
  return {
    members: choices(members),
    plans: choices(plans),
    tiers: Object.keys(tiers),
    contracts: stopLoss.map(({ contract }) => contract),
    networks: named('networks'),
    services: named('services'),
  };
}
