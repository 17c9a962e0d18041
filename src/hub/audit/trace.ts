import { z } from 'zod';
import type { AuditDetails, AuditKind } from '../../protocol/api/audit.ts';
import type { RefusalRule } from '../../protocol/session/refusals.ts';
import type { AuditAbout, AuditActor } from './auditLog.ts';

/** What of a request and its answer a trace may look at. Outside data: parsed here, never kept as it is. */
export type Seen = {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** What the handler answered; undefined where it sent the answer by itself, or refused. */
  readonly reply: unknown;
};

/** What the hub can be asked while an entry is made. */
export type Lookups = {
  memberOfSeat(seatId: string): Promise<string | null>;
  staffOfName(accountName: string): Promise<string | null>;
  staffOfPasskey(credentialId: string): Promise<string | null>;
};

/** What a route leaves in the audit. */
export type Trace = {
  readonly kind: AuditKind;
  /** Where one answer tells of another thing than the rest: what it tells of; null for the rest. */
  readonly kindOf?: (seen: Seen) => AuditKind | null;
  /**
   * `together` with what the handler writes; `after` it where the handler asks the live part, which itself may be
   * waiting for the database.
   */
  readonly when: 'together' | 'after';
  /** Who acted, where that is not who the request came from. */
  readonly actor?: (seen: Seen, lookups: Lookups) => AuditActor | Promise<AuditActor>;
  /** A public route whose visitor may be signed in all the same; of one who is not, nothing is recorded. */
  readonly isKnownByCookie?: boolean;
  readonly about?: (seen: Seen) => AuditAbout | null;
  /** The right it was done by, where that is not the route's own. */
  readonly basis?: (seen: Seen, actor: AuditActor) => string;
  readonly details?: (seen: Seen) => AuditDetails;
  /** An answer that leaves nothing, such as one in which nothing was told. */
  readonly isSilent?: (seen: Seen) => boolean;
  /** What a refusal of the handler leaves. */
  readonly refusal?: {
    readonly kind: AuditKind;
    readonly rules: readonly RefusalRule[];
    /** @param from who asked, as far as the route knows */
    readonly about?: (seen: Seen, lookups: Lookups, from: AuditActor) => Promise<AuditAbout | null>;
  };
};

/** A part of outside data, by its path; undefined where there is none. */
export const field = (value: unknown, ...path: string[]): unknown =>
  path.reduce((part, key) => z.record(z.string(), z.unknown()).safeParse(part).data?.[key], value);
/** The same, where it is a text. */
export const text = (value: unknown, ...path: string[]): string | null =>
  z.string().safeParse(field(value, ...path)).data ?? null;
/** What an entry is about, where its id is known. */
export const about = (kind: AuditAbout['kind'], id: string | null): AuditAbout | null =>
  id === null ? null : { kind, id };
/** What is named in the route's address. */
export const ofParams = (kind: AuditAbout['kind'], key: string) => (seen: Seen) =>
  about(kind, text(seen.params, key));
/** What is named in the answer. */
export const ofReply =
  (kind: AuditAbout['kind'], ...path: string[]) =>
  (seen: Seen) =>
    about(kind, text(seen.reply, ...path));
/** Who has just signed in, by the answer. */
export const staffOfReply = ({ reply }: Seen): AuditActor => {
  const id = text(reply, 'staff', 'id');
  return id === null ? { kind: 'nobody' } : { kind: 'staff', id };
};
/** The names of what was changed, never what was in it (AU11). */
export const fieldsOf = ({ body }: Seen): AuditDetails => ({
  fields: Object.keys(z.record(z.string(), z.unknown()).safeParse(body).data ?? {}).slice(0, 40),
});
