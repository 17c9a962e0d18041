import { createHash } from 'node:crypto';
import type { AuditEntryRow } from './auditTables.ts';

/** What the first entry comes after. */
export const NO_HASH = '0'.repeat(64);
/** Bound into each hash, so that a later layout cannot be taken for this one. */
const LAYOUT = 'circlewell-audit-1';

/**
 * The hash of an entry: SHA-256, in hex, over the JSON array of layout, hash before and the columns in this order. JSON
 * keeps the parts apart whatever they hold; the sealed details go in as base64 (AU3, AU33).
 */
export function hashEntry(row: Omit<AuditEntryRow, 'hash'>, hashBefore: string): string {
  const parts = [
    LAYOUT,
    hashBefore,
    row.seq,
    row.at,
    row.kind,
    row.actor_kind,
    row.actor_id,
    row.about_kind,
    row.about_id,
    row.session_id,
    row.basis,
    row.sealed === null ? null : Buffer.from(row.sealed).toString('base64'),
  ];
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');
}
