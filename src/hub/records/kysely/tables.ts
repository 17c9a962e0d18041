import { z } from 'zod';
import {
  idSchema,
  instantSchema,
  languageSchema,
  staffRoleSchema,
} from '../../../protocol/session/people.ts';
import { browserKindSchema, lockMinutesSchema, systemKindSchema } from '../../../protocol/api/signIns.ts';
import { staffLinkKindSchema, staffNoticeKindSchema } from '../../../protocol/api/staffLinks.ts';
import type { AuditTables } from '../../audit/auditTables.ts';
import type { NotebookTables } from '../../notebook/notebookTables.ts';
import type { WorkstationTables } from '../../notebook/workstationTables.ts';
import type { ConsentTables } from '../../consents/consentTables.ts';
import type { NoteTables } from '../../notes/noteTables.ts';
import type { FactorTables } from '../factorTables.ts';

/** Booleans are stored as 0 and 1, in which both databases agree. */
const flagSchema = z.union([z.literal(0), z.literal(1)]);
const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const practiceRowSchema = z.object({
  id: z.literal('practice'),
  name: bytesSchema,
  time_zone: z.string(),
  language: languageSchema,
  created_at: instantSchema,
  lock_after_minutes: lockMinutesSchema,
});
export const dataKeyRowSchema = z.object({ id: z.string(), wrapped: bytesSchema, created_at: instantSchema });
export const staffRowSchema = z.object({
  id: idSchema,
  account_key: z.string(),
  account_name: bytesSchema,
  display_name: bytesSchema,
  role: staffRoleSchema,
  is_owner: flagSchema,
  is_active: flagSchema,
  passphrase_hash: z.string(),
  created_at: instantSchema,
});
export const staffSessionRowSchema = z.object({
  token_hash: z.string(),
  staff_id: idSchema,
  created_at: instantSchema,
  last_seen_at: instantSchema,
  confirmed_at: instantSchema,
  locked_at: instantSchema.nullable(),
  browser: browserKindSchema.nullable(),
  system: systemKindSchema.nullable(),
});
export const staffLinkRowSchema = z.object({
  staff_id: idSchema,
  token_hash: z.string(),
  kind: staffLinkKindSchema,
  created_at: instantSchema,
  expires_at: instantSchema,
});
export const staffNoticeRowSchema = z.object({
  id: idSchema,
  staff_id: idSchema,
  kind: staffNoticeKindSchema,
  at: instantSchema,
  by_id: idSchema.nullable(),
});
export const groupRowSchema = z.object({
  id: idSchema,
  name: bytesSchema,
  template: z.string(),
  meeting_times: z.string(),
  created_at: instantSchema,
});
export const groupStaffRowSchema = z.object({ group_id: idSchema, staff_id: idSchema });
export const memberRowSchema = z.object({
  id: idSchema,
  group_id: idSchema,
  display_name: bytesSchema,
  language: languageSchema,
  created_at: instantSchema,
  removed_at: instantSchema.nullable(),
  other_names: bytesSchema.nullable(),
});
export const seatRowSchema = z.object({ id: idSchema, member_id: idSchema, group_id: idSchema });
export const seatKeyRowSchema = z.object({
  token_hash: z.string(),
  seat_id: idSchema,
  created_at: instantSchema,
});
export const linkRowSchema = z.object({
  id: idSchema,
  seat_id: idSchema,
  token_hash: z.string(),
  created_at: instantSchema,
  last_used_at: instantSchema.nullable(),
  revoked_at: instantSchema.nullable(),
});
export const sessionRowSchema = z.object({
  id: idSchema,
  group_id: idSchema,
  schedule_key: z.string().nullable(),
  scheduled_start: instantSchema,
  scheduled_end: instantSchema,
  group_name: bytesSchema,
  blocks: z.string(),
});
export const sessionEventRowSchema = z.object({
  session_id: idSchema,
  seq: z.number().int().positive(),
  sealed: bytesSchema,
});
export const sessionCommandRowSchema = z.object({
  session_id: idSchema,
  mark: z.string(),
  up_to: z.number().int().nonnegative(),
});
export const sessionSnapshotRowSchema = z.object({
  session_id: idSchema,
  seq: z.number().int().nonnegative(),
  version: z.number().int().nonnegative(),
  sealed: bytesSchema,
});
export const unendedSessionRowSchema = z.object({ session_id: idSchema, alive_at: instantSchema });
export const deckRowSchema = z.object({
  id: idSchema,
  sealed: bytesSchema,
  author_id: idSchema,
  created_at: instantSchema,
});

export const emergencyAccessRowSchema = z.object({
  id: idSchema,
  group_id: idSchema,
  staff_id: idSchema,
  reason: bytesSchema,
  opened_at: instantSchema,
  ends_at: instantSchema,
  reviewed_at: instantSchema.nullable(),
  reviewed_by: idSchema.nullable(),
});

/** The tables as Kysely types them. What is read is parsed all the same: a file on a disk is outside data. */
export type Tables = {
  practice: z.infer<typeof practiceRowSchema>;
  data_keys: z.infer<typeof dataKeyRowSchema>;
  staff: z.infer<typeof staffRowSchema>;
  staff_links: z.infer<typeof staffLinkRowSchema>;
  staff_notices: z.infer<typeof staffNoticeRowSchema>;
  staff_sessions: z.infer<typeof staffSessionRowSchema>;
  therapy_groups: z.infer<typeof groupRowSchema>;
  group_staff: z.infer<typeof groupStaffRowSchema>;
  members: z.infer<typeof memberRowSchema>;
  seats: z.infer<typeof seatRowSchema>;
  seat_keys: z.infer<typeof seatKeyRowSchema>;
  links: z.infer<typeof linkRowSchema>;
  sessions: z.infer<typeof sessionRowSchema>;
  session_events: z.infer<typeof sessionEventRowSchema>;
  session_commands: z.infer<typeof sessionCommandRowSchema>;
  unended_sessions: z.infer<typeof unendedSessionRowSchema>;
  session_snapshots: z.infer<typeof sessionSnapshotRowSchema>;
  decks: z.infer<typeof deckRowSchema>;
  emergency_accesses: z.infer<typeof emergencyAccessRowSchema>;
} & AuditTables &
  FactorTables &
  NotebookTables &
  NoteTables &
  WorkstationTables &
  ConsentTables;
