import type { paths } from '../../client/api-types.ts';

/** What a route answers to who reads it, and what it takes from who changes something; by the address of the API. */
export type Got<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
export type Asked<Path extends keyof paths, Method extends 'post' | 'put' = 'post'> = paths[Path] extends {
  [Name in Method]: { requestBody: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;
