import type { AuditCheck, AuditDetails, AuditKind } from '../../protocol/api/audit.ts';

/** Who acted. */
export type AuditActor =
  | { readonly kind: 'staff' | 'member'; readonly id: string }
  | { readonly kind: 'hub' }
  | { readonly kind: 'nobody' };
/** What an entry is about. */
export type AuditAbout = {
  readonly kind: 'staff' | 'member' | 'seat' | 'group' | 'session' | 'deck';
  readonly id: string;
};

/** An entry before it has its place. */
export type AuditDraft = {
  readonly kind: AuditKind;
  readonly actor: AuditActor;
  readonly about?: AuditAbout | null;
  readonly sessionId?: string | null;
  /** The right by which it was done. */
  readonly basis?: string | null;
  readonly details?: AuditDetails;
};

/** An entry in its place, with the details opened. */
export type AuditRecord = {
  readonly seq: number;
  readonly at: number;
  readonly kind: AuditKind;
  readonly actor: AuditActor;
  readonly about: AuditAbout | null;
  readonly sessionId: string | null;
  readonly basis: string | null;
  readonly details: AuditDetails;
};

/** An entry as it leaves the house: with the details still sealed (base64) and the hash (AU33). */
export type AuditLine = Omit<AuditRecord, 'details'> & {
  readonly sealed: string | null;
  readonly hash: string;
};

/** What narrows a page down: a person is who acted or whom it is about; the time is [from, to). */
export type AuditFilter = {
  readonly kinds?: readonly AuditKind[] | undefined;
  readonly person?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};

/** Number and hash of the last entry; 0 and zeros where there is none. */
export type AuditHead = { readonly seq: number; readonly hash: string };

/** The audit: appended to and read, never changed (AU2). */
export interface AuditLog {
  /** Appends an entry; inside `together` it is a part of what is written there (AU4). */
  append(draft: AuditDraft): Promise<AuditRecord>;
  /** Entries before a number, newest first. */
  newest(filter: AuditFilter, before: number | null, limit: number): Promise<AuditRecord[]>;
  /** Entries after a number, oldest first. */
  lines(afterSeq: number, limit: number): Promise<AuditLine[]>;
  /** The last entry of a kind. */
  lastOf(kind: AuditKind): Promise<AuditRecord | null>;
  /** The end of it, and whether that is not as the hub left it (AU6). */
  head(): Promise<AuditHead & { readonly isBroken: boolean }>;
  /** Reads every entry and finds the first that is not as it was written (AU20). */
  check(): Promise<AuditCheck>;
}
