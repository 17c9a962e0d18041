import type { Dialect } from 'kysely';

/**
 * What the records need of a database beside Kysely's dialect: the names of the two column types in which
 * databases differ. `instant` holds milliseconds since the Unix epoch and comes back as a number.
 *
 * `begin` begins a transaction that writes: where only one may write at a time, it waits for its turn before it reads
 * what it decides by (RE45).
 */
export type RecordsDriver = {
  readonly dialect: Dialect;
  readonly begin: 'begin' | 'begin immediate';
  readonly columnTypes: { readonly bytes: 'blob' | 'bytea'; readonly instant: 'integer' | 'bigint' };
};
