import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../records/kysely/tables.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../records/sealing.ts';
import { NO_HASH } from './auditHash.ts';
import type { AuditHead } from './auditLog.ts';
import { auditHeadRowSchema } from './auditTables.ts';

const PLACE: SealedPlace = { table: 'audit_head', column: 'sealed', id: 'practice' };
const headSchema = z.object({ seq: z.number().int().nonnegative(), hash: z.string().length(64) });
/** A row that somebody spoiled must not keep the hub from going on (AU6). */
const lastRowSchema = z.object({ seq: z.number().int(), hash: z.string().catch('') });

/** After which entry the next one comes, and whether what the hub remembers agrees with what is there (AU6). */
export type FoundHead = AuditHead & {
  readonly isBroken: boolean;
  /** What the sealed row says. */
  readonly stored: AuditHead | 'missing' | 'altered';
};

export async function readHead(db: Kysely<Tables>, sealer: Sealer): Promise<FoundHead> {
  const row = await db.selectFrom('audit_head').selectAll().executeTakeFirst();
  const stored = row === undefined ? 'missing' : open(sealer, row);
  const last = await db
    .selectFrom('audit_entries')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const present = last === undefined ? { seq: 0, hash: NO_HASH } : lastRowSchema.parse(last);
  if (stored === 'missing' || stored === 'altered') return { ...present, isBroken: true, stored };
  const isBroken = stored.seq !== present.seq || stored.hash !== present.hash;
  // A number is not given twice: what was cut off keeps its gap.
  return { seq: Math.max(stored.seq, present.seq), hash: present.hash, isBroken, stored };
}

export async function saveHead(db: Kysely<Tables>, sealer: Sealer, head: AuditHead): Promise<void> {
  const sealed = sealJson(sealer, PLACE, { seq: head.seq, hash: head.hash });
  await db
    .insertInto('audit_head')
    .values({ id: 'practice', sealed })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ sealed }))
    .execute();
}

function open(sealer: Sealer, row: unknown): AuditHead | 'altered' {
  try {
    return openJson(sealer, PLACE, auditHeadRowSchema.parse(row).sealed, headSchema);
  } catch {
    return 'altered';
  }
}
