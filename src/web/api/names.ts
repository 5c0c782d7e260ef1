import { usePoolDocument } from './document.ts';

type Named = readonly { readonly code: string; readonly name?: string }[];

/** What the pool's document calls its members and plans, by their codes; a code that it does not know stays. */
export function useDocumentNames() {
  const { data } = usePoolDocument();
  const { members = [], plans = [] } = (data?.document ?? {}) as { members?: Named; plans?: Named };
  const nameIn = (all: Named) => {
    const names = new Map(all.map(({ code, name }) => [code, name]));
    return (code: string) => names.get(code) ?? code;
  };
  return { memberName: nameIn(members), planName: nameIn(plans) };
}
