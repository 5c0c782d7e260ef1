import type { Got } from '../../api/answers.ts';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';

export const RECORD = '/api/v1/consortia/{consortium}/record';
export type Standing = Got<typeof RECORD>;
export type LeafShown = Got<'/api/v1/consortia/{consortium}/record/leaves'>;

/** How the record stands: asked for again while somebody looks, as witnesses sign when they do. */
export function useStanding() {
  const { pool, path } = usePool();
  return useRead(['record', pool], () => api.GET(RECORD, { params: { path } }), {
    isPassing: () => true,
  });
}

/** Which leaf is asked for, as the address holds it. */
export interface LeafAsked {
  readonly index?: number;
  readonly kind?: string;
  readonly id?: string;
  readonly month?: string;
  readonly account?: string;
  readonly member?: string;
}
