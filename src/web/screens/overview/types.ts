import type { paths } from '../../../client/api-types.ts';

type Found =
  paths['/api/v1/consortia/{consortium}/overview']['get']['responses'][200]['content']['application/json'];

/** A year of the pool as the API answers it. */
export type Year = NonNullable<Found['year']>;
export type YearMonth = Year['months'][number];
export type YearMember = Year['members'][number];
export type Standing = Year['contracts'][number];
