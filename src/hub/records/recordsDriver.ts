import type { Dialect } from 'kysely';

/**
 * What the records need of a database beside Kysely's dialect: the names of the two column types in which
 * databases differ. `instant` holds milliseconds since the Unix epoch and comes back as a number.
 */
export type RecordsDriver = {
  readonly dialect: Dialect;
  readonly columnTypes: { readonly bytes: 'blob' | 'bytea'; readonly instant: 'integer' | 'bigint' };
};
