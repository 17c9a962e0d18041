import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AuditCheck, AuditEntry, AuditKind } from '../../../src/protocol/api/audit.ts';
import type { CirclewellError } from '../../../src/protocol/errors.ts';
import type { Api } from '../api/api.ts';
import { asCirclewellError, createQuery, type Query } from '../model/query.ts';

/** What kinds of entries belong to one another for somebody who looks for something. */
export const AUDIT_AREAS = {
  signIns: [
    'practiceSetUp',
    'setupRefused',
    'signedIn',
    'signInHalfway',
    'signInFailed',
    'signedOut',
    'signInConfirmed',
    'confirmFailed',
    'signInLocked',
    'ownSignInsEnded',
    'signInsEnded',
    'passphraseChosen',
    'staffLinkRefused',
    'seatTaken',
    'doorRefused',
  ],
  changes: [
    'staffAdded',
    'staffChanged',
    'staffLinkMade',
    'staffLinkRevoked',
    'ownerMade',
    'ownerEnded',
    'factorAdded',
    'factorChanged',
    'factorRemoved',
    'factorsTakenAway',
    'recoveryCodesMade',
    'factorRuleChanged',
    'groupAdded',
    'groupChanged',
    'memberAdded',
    'memberChanged',
    'memberRemoved',
    'memberPutBack',
    'consentGiven',
    'consentWithdrawn',
    'linkMade',
    'linkRevoked',
    'sessionPlanned',
    'deckAdded',
    'practiceChanged',
    'notebookWritten',
    'notesSigned',
    'notesRefused',
    'noteAmended',
    'noteSettingsChanged',
    'signatureChanged',
    'processBoxKept',
    'workstationRevoked',
    'workstationOpened',
    'changed',
  ],
  readings: [
    'rosterRead',
    'attendanceRead',
    'hoursRead',
    'notebookRead',
    'noteFactsRead',
    'noteRead',
    'unseenGroupsRead',
    'noteWithheld',
    'consentsRead',
    'emergencyOpened',
    'emergencyReviewed',
    'auditRead',
    'auditExported',
  ],
  sessions: [
    'sessionOpened',
    'sessionStarted',
    'sessionEnded',
    'sessionJoined',
    'participantRemoved',
    'participantLetBackIn',
  ],
  refusals: ['setupRefused', 'signInFailed', 'confirmFailed', 'staffLinkRefused', 'doorRefused', 'refused'],
  hub: [
    'auditBegan',
    'chainBroken',
    'auditChecked',
    'hubStarted',
    'backupMade',
    'backupFetched',
    'restored',
    'keyRotated',
    'marksDeleted',
    'diagnosticsMade',
  ],
} as const satisfies Readonly<Record<string, readonly AuditKind[]>>;
export type AuditArea = keyof typeof AUDIT_AREAS;

/** Somebody whom the list can be narrowed down to. */
export type AuditPerson = { readonly id: string; readonly label: string };

/** What the list is narrowed down to. A day as `2026-11-24`, on this machine's clock. */
export type AuditFilter = {
  readonly area: AuditArea | null;
  readonly person: AuditPerson | null;
  readonly day: string;
};

/** The entries read so far, newest first, and whether there are older ones. */
type AuditList = { readonly entries: readonly AuditEntry[]; readonly hasMore: boolean };

export type AuditView = {
  readonly filter: AuditFilter;
  readonly list: Query<AuditList>;
  readonly isReadingOn: boolean;
  /** What kept the older entries or the export from coming. */
  readonly error: CirclewellError | null;
  readonly isExporting: boolean;
};

/** The audit place. */
export interface AuditModel {
  readonly store: StoreApi<AuditView>;
  readonly check: Query<AuditCheck>;
  /** Reads the first page and has the audit checked. */
  open(): void;
  narrow(change: Partial<AuditFilter>): void;
  readOn(): Promise<void>;
  exportAs(format: 'csv' | 'jsonl'): Promise<void>;
}

export type AuditDeps = {
  readonly api: Pick<Api, 'audit' | 'checkAudit' | 'exportAudit'>;
  readonly save: (file: { readonly blob: Blob; readonly name: string }) => void;
};

export function createAuditModel({ api, save }: AuditDeps): AuditModel {
  const check = createQuery(api.checkAudit);
  const listOf = (filter: AuditFilter) => createQuery<AuditList>(() => api.audit(toQuery(filter)));
  const none: AuditFilter = { area: null, person: null, day: '' };
  const store = createStore<AuditView>(() => ({
    filter: none,
    list: listOf(none),
    isReadingOn: false,
    error: null,
    isExporting: false,
  }));
  return {
    store,
    check,
    open() {
      void store.getState().list.reload();
      void check.reload();
    },
    narrow(change) {
      const filter = { ...store.getState().filter, ...change };
      const list = listOf(filter);
      store.setState({ filter, list, error: null });
      void list.reload();
    },
    async readOn() {
      const { list, filter, isReadingOn } = store.getState();
      const known = list.store.getState();
      const last = known.stage === 'ready' ? known.value.entries.at(-1) : undefined;
      if (known.stage !== 'ready' || !last || isReadingOn) return;
      store.setState({ isReadingOn: true, error: null });
      try {
        const older = await api.audit({ ...toQuery(filter), before: String(last.seq) });
        list.put({ entries: [...known.value.entries, ...older.entries], hasMore: older.hasMore });
      } catch (error) {
        store.setState({ error: asCirclewellError(error) });
      } finally {
        store.setState({ isReadingOn: false });
      }
    },
    async exportAs(format) {
      if (store.getState().isExporting) return;
      store.setState({ isExporting: true, error: null });
      try {
        save(await api.exportAudit(format));
      } catch (error) {
        store.setState({ error: asCirclewellError(error) });
      } finally {
        store.setState({ isExporting: false });
      }
    },
  };
}

function toQuery({ area, person, day }: AuditFilter): Record<string, string> {
  const span = spanOf(day);
  return {
    ...(area === null ? {} : { kinds: AUDIT_AREAS[area].join(',') }),
    ...(person === null ? {} : { person: person.id }),
    ...(span === null ? {} : { from: String(span.from), to: String(span.to) }),
  };
}

/** The day's first instant and the next day's, on this machine's clock; null for what is no day. */
function spanOf(day: string): { from: number; to: number } | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 1, date = 1] = parts;
  const from = new Date(year, month - 1, date).getTime();
  const to = new Date(year, month - 1, date + 1).getTime();
  return from >= 0 ? { from, to } : null;
}

/** Whom the list can be narrowed down to: staff, everybody who is named in what has been read, and who is chosen now. */
export function peopleIn(
  entries: readonly AuditEntry[],
  staff: readonly { readonly id: string; readonly displayName: string }[],
  chosen: AuditPerson | null,
): AuditPerson[] {
  const people = new Map(staff.map(({ id, displayName }) => [id, displayName]));
  if (chosen && !people.has(chosen.id)) people.set(chosen.id, chosen.label);
  for (const { actor, about } of entries) {
    for (const one of [actor, about]) {
      if (one === null || (one.kind !== 'staff' && one.kind !== 'member') || one.name === null) continue;
      if (!people.has(one.id)) people.set(one.id, one.name);
    }
  }
  return [...people].map(([id, label]) => ({ id, label })).sort((a, b) => a.label.localeCompare(b.label));
}
