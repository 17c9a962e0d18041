import type { Kysely } from 'kysely';
import { auditDetailsSchema } from '../../protocol/api/audit.ts';
import type { Tables } from '../records/kysely/tables.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../records/sealing.ts';
import { AuditChecker } from './AuditChecker.ts';
import { hashEntry } from './auditHash.ts';
import { readHead, saveHead } from './auditHead.ts';
import type { AuditDraft, AuditHead, AuditLine, AuditLog, AuditRecord } from './auditLog.ts';
import { auditEntryRowSchema, type AuditEntryRow } from './auditTables.ts';

/** How many rows are read at once while checking: few enough that nobody waits for it. */
const CHECK_PAGE = 250;

/** What is written before anything else where the audit is not as the hub left it (AU6). */
const BREAK: AuditDraft = { kind: 'chainBroken', actor: { kind: 'hub' } };

const place = (seq: number): SealedPlace => ({
  table: 'audit_entries',
  column: 'sealed',
  id: 'practice',
  seq,
});

export function createAuditLog(db: Kysely<Tables>, sealer: Sealer, now: () => number): AuditLog {
  function toRow(draft: AuditDraft, before: AuditHead): AuditEntryRow {
    const seq = before.seq + 1;
    const { actor, about, details } = draft;
    const row = {
      seq,
      at: now(),
      kind: draft.kind,
      actor_kind: actor.kind,
      actor_id: 'id' in actor ? actor.id : null,
      about_kind: about?.kind ?? null,
      about_id: about?.id ?? null,
      session_id: draft.sessionId ?? null,
      basis: draft.basis ?? null,
      sealed:
        details === undefined || Object.keys(details).length === 0
          ? null
          : sealJson(sealer, place(seq), details),
    };
    return { ...row, hash: hashEntry(row, before.hash) };
  }

  function toRecord(stored: unknown): AuditRecord {
    const row = auditEntryRowSchema.parse(stored);
    const details =
      row.sealed === null ? {} : openJson(sealer, place(row.seq), row.sealed, auditDetailsSchema);
    return { ...toBare(row), details };
  }

  const all = () => db.selectFrom('audit_entries').selectAll();

  return {
    append: (draft) =>
      db.transaction().execute(async (trx) => {
        // Written first, so that of two processes (a hub and a command beside it) one waits, instead of failing later.
        await trx.updateTable('audit_head').set({ id: 'practice' }).execute();
        const found = await readHead(trx, sealer);
        let head: AuditHead = found;
        let row: AuditEntryRow | undefined;
        const isTold = !found.isBroken || draft.kind === 'auditBegan';
        for (const one of isTold ? [draft] : [BREAK, draft]) {
          row = toRow(one, head);
          await trx.insertInto('audit_entries').values(row).execute();
          head = { seq: row.seq, hash: row.hash };
        }
        await saveHead(trx, sealer, head);
        return toRecord(row);
      }),
    async newest({ kinds, person, from, to }, before, limit) {
      let query = all().orderBy('seq', 'desc').limit(limit);
      if (before !== null) query = query.where('seq', '<', before);
      if (kinds !== undefined) query = query.where('kind', 'in', kinds);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<', to);
      if (person !== undefined)
        query = query.where((where) =>
          where.or([where('actor_id', '=', person), where('about_id', '=', person)]),
        );
      return (await query.execute()).map(toRecord);
    },
    async lines(afterSeq, limit) {
      const rows = await all().where('seq', '>', afterSeq).orderBy('seq').limit(limit).execute();
      return rows.map((stored) => toLine(auditEntryRowSchema.parse(stored)));
    },
    async lastOf(kind) {
      const row = await all().where('kind', '=', kind).orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },
    async head() {
      const { seq, hash, isBroken } = await readHead(db, sealer);
      return { seq, hash, isBroken };
    },
    async check() {
      const checker = new AuditChecker();
      for (;;) {
        const rows = await all().where('seq', '>', checker.last).orderBy('seq').limit(CHECK_PAGE).execute();
        rows.forEach((row) => checker.feed(row));
        if (rows.length < CHECK_PAGE) break;
        // Others come to their turn between two pages.
        await new Promise((resolve) => setImmediate(resolve));
      }
      // What was appended meanwhile, and the head that goes with it, in one look.
      return db.transaction().execute(async (trx) => {
        const rest = await trx
          .selectFrom('audit_entries')
          .selectAll()
          .where('seq', '>', checker.last)
          .orderBy('seq')
          .execute();
        rest.forEach((row) => checker.feed(row));
        return checker.finish((await readHead(trx, sealer)).stored, now());
      });
    },
  };
}

function toBare(row: AuditEntryRow): Omit<AuditRecord, 'details'> {
  const { actor_kind: kind, actor_id: id } = row;
  return {
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    actor: kind === 'hub' || kind === 'nobody' ? { kind } : { kind, id: id ?? '' },
    about:
      row.about_kind === null || row.about_id === null ? null : { kind: row.about_kind, id: row.about_id },
    sessionId: row.session_id,
    basis: row.basis,
  };
}

function toLine(row: AuditEntryRow): AuditLine {
  return {
    ...toBare(row),
    sealed: row.sealed === null ? null : Buffer.from(row.sealed).toString('base64'),
    hash: row.hash,
  };
}
