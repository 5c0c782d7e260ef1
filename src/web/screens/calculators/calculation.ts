import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask, Problem } from '../../api/client.ts';
import type { Calculation } from './catalogue.ts';
import type { Fields, Schema } from './schema.ts';

interface Description {
  readonly paths: Readonly<
    Record<string, { readonly post?: { readonly requestBody?: { readonly content: Content } } }>
  >;
}
type Content = { readonly 'application/json': { readonly schema: Schema } };

/** What a calculation asks, as the API describes itself. */
export function useSchema({ route }: Calculation) {
  return useQuery<Description, Problem, Schema>({
    queryKey: ['openapi'],
    queryFn: () => ask<Description>('/api/openapi.json'),
    staleTime: Number.POSITIVE_INFINITY,
    select({ paths }) {
      const found = paths[`/api/v1/${route}`]?.post?.requestBody?.content['application/json'].schema;
      if (found === undefined) throw new Problem(404, { code: 'not_found' });
      return found;
    },
  });
}

/** What a document is answered; the answer before stays while the next is worked out. A refusal is not asked again. */
export function useAnswer(
  { route, explains }: Calculation,
  document: Fields,
  options: Readonly<Record<string, string>>,
) {
  const query = new URLSearchParams({ ...options, ...(explains && { explain: 'true' }) }).toString();
  return useQuery<Fields, Problem>({
    queryKey: ['calculation', route, document, query],
    queryFn: () => ask<Fields>(`/api/v1/${route}?${query}`, document),
    enabled: Object.keys(document).length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, problem) => count < 2 && [0, 429, 503].includes(problem.status),
  });
}
