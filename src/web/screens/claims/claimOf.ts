import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';

/** A claim whole, as the API answers it. */
export function useClaim(claim: string, { enabled = true } = {}) {
  const { pool, path } = usePool();
  return useRead(
    ['claim', pool, claim],
    () => api.GET('/api/v1/consortia/{consortium}/claims/{claim}', { params: { path: { ...path, claim } } }),
    { enabled },
  );
}

export type ClaimWhole = NonNullable<ReturnType<typeof useClaim>['data']>;
export type ClaimVersion = ClaimWhole['versions'][number];
export type LineExplained = NonNullable<ClaimWhole['explanation']>['lines'][number];
export type LimitUse = LineExplained['uses'][number];

/** A line of the decision in force: as explained, with the parts that its charge falls into. */
export type LineDecided = LineExplained & ClaimVersion['decisions'][number]['lines'][number];

/** The lines of the decision in force; none where the claim waits or is void. */
export function decidedLines({ versions, explanation }: ClaimWhole): LineDecided[] {
  const parts = versions.at(-1)?.decisions.at(-1)?.lines ?? [];
  return (explanation?.lines ?? []).map((line) => ({
    ...parts.find((one) => one.line === line.line)!,
    ...line,
  }));
}
