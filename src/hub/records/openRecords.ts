import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { AuditLog } from '../audit/auditLog.ts';
import { createAuditLog } from '../audit/createAuditLog.ts';
import type { ConsentStore } from '../consents/consentStore.ts';
import { createConsentStore } from '../consents/createConsentStore.ts';
import { createNotebookStore } from '../notebook/createNotebookStore.ts';
import type { NotebookStore } from '../notebook/notebookStore.ts';
import { createClosingKey, type ClosingKey } from '../notebook/closingKey.ts';
import { createWorkstationStore, type WorkstationStore } from '../notebook/workstationStore.ts';
import { createNoteStore } from '../notes/createNoteStore.ts';
import { createNoteSettingsStore, type NoteSettingsStore } from '../notes/noteSettingsStore.ts';
import type { NoteStore } from '../notes/noteStore.ts';
import { createProcessBoxStore, type ProcessBoxStore } from '../notes/processBoxStore.ts';
import { createSignatureStore, type SignatureStore } from '../notes/signatureStore.ts';
import { readOrMakeDataKey, rewrapDataKey } from './dataKey.ts';
import type { DeckStore } from './deckStore.ts';
import type { EmergencyStore } from './emergencyStore.ts';
import type { FactorStore } from './factorStore.ts';
import type { GroupStaffStore } from './groupStaffStore.ts';
import type { GroupStore } from './groupStore.ts';
import { createDeckStore } from './kysely/deckStore.ts';
import { createEmergencyStore } from './kysely/emergencyStore.ts';
import { createFactorStore } from './kysely/factorStore.ts';
import { createGroupStaffStore } from './kysely/groupStaffStore.ts';
import { createGroupStore } from './kysely/groupStore.ts';
import { createLinkStore } from './kysely/linkStore.ts';
import { createMemberStore } from './kysely/memberStore.ts';
import { createPracticeStore } from './kysely/practiceStore.ts';
import { createSeatStore } from './kysely/seatStore.ts';
import { createSessionLog } from './kysely/sessionLog.ts';
import { createSessionStore } from './kysely/sessionStore.ts';
import { createStaffLinkStore } from './kysely/staffLinkStore.ts';
import { createStaffNoticeStore } from './kysely/staffNoticeStore.ts';
import { createStaffSessionStore } from './kysely/staffSessionStore.ts';
import { createStaffStore } from './kysely/staffStore.ts';
import type { Tables } from './kysely/tables.ts';
import type { LinkStore } from './linkStore.ts';
import type { MemberStore } from './memberStore.ts';
import { AUDIT_MIGRATION, createMigrations } from './migrations.ts';
import type { PracticeStore } from './practiceStore.ts';
import type { RecordsDriver } from './recordsDriver.ts';
import { createSealer } from './sealing.ts';
import type { SeatStore } from './seatStore.ts';
import type { SessionLog } from './sessionLog.ts';
import type { SessionStore } from './sessionStore.ts';
import type { StaffLinkStore } from './staffLinkStore.ts';
import type { StaffNoticeStore } from './staffNoticeStore.ts';
import type { StaffSessionStore } from './staffSessionStore.ts';
import type { StaffStore } from './staffStore.ts';
import { createTogether, type Together } from './together/createTogether.ts';

/** Everything the hub keeps, one store per aggregate, and how to write to several of them at once. */
export type Records = Together & {
  readonly practice: PracticeStore;
  readonly staff: StaffStore;
  readonly staffSessions: StaffSessionStore;
  readonly staffLinks: StaffLinkStore;
  readonly staffNotices: StaffNoticeStore;
  readonly factors: FactorStore;
  readonly groups: GroupStore;
  readonly groupStaff: GroupStaffStore;
  readonly members: MemberStore;
  readonly seats: SeatStore;
  readonly links: LinkStore;
  readonly sessions: SessionStore;
  readonly sessionLog: SessionLog;
  readonly decks: DeckStore;
  readonly emergencies: EmergencyStore;
  readonly consents: ConsentStore;
  readonly notebook: NotebookStore;
  readonly workstations: WorkstationStore;
  readonly closingKey: ClosingKey;
  readonly notes: NoteStore;
  readonly noteSettings: NoteSettingsStore;
  readonly signatures: SignatureStore;
  readonly processBoxes: ProcessBoxStore;
  readonly audit: AuditLog;
  /**
   * Seals the data key under another key-encryption key, with its entry in the audit, in one transaction (RE50).
   * @throws Error if the practice is not sealed under the first
   */
  changeKey(from: Uint8Array, to: Uint8Array): Promise<void>;
  /** Waits for what is being written and closes the database. Idempotent. */
  close(): Promise<void>;
};

/**
 * Opens the store, brings its schema up to date and unlocks its data key. The caller owns it and closes it.
 * @param kek the key-encryption key, 32 bytes.
 * @throws Error if a migration fails or the key does not fit; then nothing stays open.
 */
export async function openRecords({
  driver,
  kek,
  now,
}: {
  driver: RecordsDriver;
  kek: Uint8Array;
  now: () => number;
}): Promise<Records> {
  const { dialect, together, afterwards } = createTogether(driver);
  const db = new Kysely<Tables>({ dialect });
  try {
    const isWithoutAudit = (await migrate({ db, driver, kek, now })).includes(AUDIT_MIGRATION);
    const { sealer, audit } = await together(() => unlock({ db, kek, now, isWithoutAudit }));
    let closing: Promise<void> | undefined;
    return {
      practice: createPracticeStore(db, sealer),
      staff: createStaffStore(db, sealer, now),
      staffSessions: createStaffSessionStore(db),
      staffLinks: createStaffLinkStore(db),
      staffNotices: createStaffNoticeStore(db),
      factors: createFactorStore(db, sealer),
      groups: createGroupStore(db, sealer, now),
      groupStaff: createGroupStaffStore(db),
      members: createMemberStore(db, sealer, now),
      seats: createSeatStore(db),
      links: createLinkStore(db),
      sessions: createSessionStore(db, sealer),
      sessionLog: createSessionLog(db, sealer),
      decks: createDeckStore(db, sealer),
      emergencies: createEmergencyStore(db, sealer),
      consents: createConsentStore(db, sealer),
      notebook: createNotebookStore(db, sealer),
      workstations: createWorkstationStore(db),
      closingKey: createClosingKey(db, sealer),
      notes: createNoteStore(db, sealer),
      noteSettings: createNoteSettingsStore(db, sealer),
      signatures: createSignatureStore(db, sealer),
      processBoxes: createProcessBoxStore(db, sealer),
      audit,
      changeKey: (from, to) =>
        together(async () => {
          await rewrapDataKey(db, from, to);
          await audit.append({ kind: 'keyRotated', actor: { kind: 'hub' }, basis: 'operator' });
        }),
      together,
      afterwards,
      close: () => (closing ??= db.destroy()),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** The data key and the beginning of the audit are made together: a store with a key has an audit (AU3). */
async function unlock({
  db,
  kek,
  now,
  isWithoutAudit,
}: {
  db: Kysely<Tables>;
  kek: Uint8Array;
  now: () => number;
  /** Whether this start has brought the audit to a store that had none. */
  isWithoutAudit: boolean;
}) {
  const isNew = (await db.selectFrom('data_keys').select('id').executeTakeFirst()) === undefined;
  const sealer = createSealer(await readOrMakeDataKey(db, kek, now()));
  const audit = createAuditLog(db, sealer, now);
  if (isNew || isWithoutAudit) await audit.append({ kind: 'auditBegan', actor: { kind: 'hub' } });
  return { sealer, audit };
}

/** All steps or none (RE15). @returns the names of those that were taken */
async function migrate({
  db,
  driver,
  kek,
  now,
}: {
  db: Kysely<Tables>;
  driver: RecordsDriver;
  kek: Uint8Array;
  now: () => number;
}): Promise<string[]> {
  const migrations = createMigrations(driver.columnTypes, async (step) =>
    createSealer(await readOrMakeDataKey(step, kek, now())),
  );
  const { error, results } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('A migration of the store failed');
  return (results ?? []).map(({ migrationName }) => migrationName);
}
