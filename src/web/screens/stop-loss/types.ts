import type { paths } from '../../../client/api-types.ts';

/** The contracts as the API answers them. */
export type Contracts =
  paths['/api/v1/consortia/{consortium}/stop-loss-contracts']['get']['responses'][200]['content']['application/json'];
export type Contract = Contracts['contracts'][number];
export type Aggregate = NonNullable<Contract['aggregate']>;
