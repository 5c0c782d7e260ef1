import { knowsPersons } from './employer.ts';
import type { Viewer } from './viewer.ts';

interface Written {
  readonly stopLoss?: readonly {
    readonly policy?: { readonly specific?: { readonly lasers?: readonly object[] } };
  }[];
}

/**
 * A consortium's document as a viewer may see it: a laser is of a named person, who is "person 1" to those who may not
 * know whose claims they look at.
 */
export function documentSeenBy(
  viewer: Viewer,
  document: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (knowsPersons(viewer)) return document;
  const { stopLoss } = document as Written;
  return {
    ...document,
    ...(stopLoss && {
      stopLoss: stopLoss.map((contract) => {
        const lasers = contract.policy?.specific?.lasers;
        if (lasers === undefined) return contract;
        const unnamed = lasers.map((laser, index) => ({ ...laser, person: `person ${index + 1}` }));
        const specific = { ...contract.policy!.specific, lasers: unnamed };
        return { ...contract, policy: { ...contract.policy, specific } };
      }),
    }),
  };
}
