import type { z } from 'zod';
import {
  meReplySchema,
  statusReplySchema,
  type setupBodySchema,
  type signInBodySchema,
} from '../../../src/protocol/api/accounts.ts';
import { attendanceReplySchema } from '../../../src/protocol/api/attendance.ts';
import { refusedReplySchema } from '../../../src/protocol/api/refused.ts';
import { auditCheckReplySchema, auditReplySchema } from '../../../src/protocol/api/audit.ts';
import {
  backupBegunReplySchema,
  backupsReplySchema,
  type backupBodySchema,
} from '../../../src/protocol/api/backups.ts';
import {
  deckListReplySchema,
  deckReplySchema,
  type deckBodySchema,
} from '../../../src/protocol/api/decks.ts';
import { signInReplySchema } from '../../../src/protocol/api/factors.ts';
import {
  groupListReplySchema,
  groupReplySchema,
  liveTicketReplySchema,
  memberLinkReplySchema,
  memberReplySchema,
  sessionReplySchema,
  todayReplySchema,
  type groupBodySchema,
  type groupPatchSchema,
  type memberBodySchema,
  type memberPatchSchema,
  type sessionBodySchema,
} from '../../../src/protocol/api/groups.ts';
import {
  emergencyListReplySchema,
  emergencyReplySchema,
  emergencyRosterReplySchema,
  unseenGroupsReplySchema,
  type emergencyBodySchema,
} from '../../../src/protocol/api/emergency.ts';
import { hoursReplySchema } from '../../../src/protocol/api/hours.ts';
import { hubStandingReplySchema } from '../../../src/protocol/api/health.ts';
import {
  workstationListReplySchema,
  workstationOpenReplySchema,
  workstationReplySchema,
  workstationStandingReplySchema,
  type workstationBodySchema,
  type workstationOpenBodySchema,
} from '../../../src/protocol/api/workstations.ts';
import { signInListReplySchema, type practicePatchSchema } from '../../../src/protocol/api/signIns.ts';
import {
  amendNoteReplySchema,
  lastNoteReplySchema,
  noteRecordsReplySchema,
  notesSessionsReplySchema,
  processBoxSchema,
  type processBoxBodySchema,
  sessionNotesReplySchema,
  signNotesReplySchema,
  type AmendNoteBody,
  type SignNotesBody,
} from '../../../src/protocol/api/notes.ts';
import {
  presenceReplySchema,
  type PresenceBody,
  type PresenceNewsBody,
} from '../../../src/protocol/notebook/presence.ts';
import { createConsentCalls } from './consentCalls.ts';
import { createFactorCalls } from './factorCalls.ts';
import { createNoteSettingsCalls } from './noteSettingsCalls.ts';
import { createStaffCalls } from './staffCalls.ts';
import { emptyReplySchema, type Http } from './http.ts';

const path = (strings: TemplateStringsArray, ...parts: string[]): string =>
  String.raw({ raw: strings }, ...parts.map((part) => encodeURIComponent(part)));

/** All that the console asks of the hub over HTTP, each by its name. Every one rejects with a CirclewellError. */
export function createApi(http: Http) {
  return {
    status: () => http.get('/api/status', statusReplySchema),
    setUp: (body: z.infer<typeof setupBodySchema>) => http.send('POST', '/api/setup', meReplySchema, body),
    signIn: (body: z.infer<typeof signInBodySchema>) =>
      http.send('POST', '/api/sign-in', signInReplySchema, body),
    signOut: () => http.send('POST', '/api/sign-out', emptyReplySchema),
    /** Proves the sign-in, so what was kept of it does not do. */
    me: () => http.getNow('/api/me', meReplySchema),
    ...createFactorCalls(http),
    ...createNoteSettingsCalls(http),
    ...createStaffCalls(http),
    ...createConsentCalls(http),

    signIns: () => http.get('/api/me/sign-ins', signInListReplySchema),
    endSignIn: (signInId: string) =>
      http.send('DELETE', path`/api/me/sign-ins/${signInId}`, emptyReplySchema),
    endOtherSignIns: () => http.send('DELETE', '/api/me/sign-ins', emptyReplySchema),
    endSignInsOf: (staffId: string) =>
      http.send('DELETE', path`/api/staff/${staffId}/sign-ins`, emptyReplySchema),
    changePractice: (body: z.infer<typeof practicePatchSchema>) =>
      http.send('PATCH', '/api/practice', emptyReplySchema, body),

    unseenGroups: () => http.get('/api/emergency-accesses/groups', unseenGroupsReplySchema),
    openEmergency: (body: z.infer<typeof emergencyBodySchema>) =>
      http.send('POST', '/api/emergency-accesses', emergencyReplySchema, body),
    emergencyRoster: (accessId: string) =>
      http.get(path`/api/emergency-accesses/${accessId}/roster`, emergencyRosterReplySchema),
    emergencyAccesses: () => http.get('/api/emergency-accesses', emergencyListReplySchema),
    reviewEmergency: (accessId: string) =>
      http.send('POST', path`/api/emergency-accesses/${accessId}/review`, emergencyReplySchema),

    today: () => http.get('/api/today', todayReplySchema),
    startSession: (body: z.infer<typeof sessionBodySchema>) =>
      http.send('POST', '/api/sessions', sessionReplySchema, body),
    session: (sessionId: string) => http.get(path`/api/sessions/${sessionId}`, sessionReplySchema),
    liveTicket: (sessionId: string, signal: AbortSignal) =>
      http.send(
        'POST',
        path`/api/sessions/${sessionId}/live-tickets`,
        liveTicketReplySchema,
        undefined,
        signal,
      ),
    hours: () => http.get('/api/hours', hoursReplySchema),
    attendance: (sessionId: string) =>
      http.get(path`/api/sessions/${sessionId}/attendance`, attendanceReplySchema),

    groups: () => http.get('/api/groups', groupListReplySchema),
    group: (groupId: string) => http.get(path`/api/groups/${groupId}`, groupReplySchema),
    addGroup: (body: z.infer<typeof groupBodySchema>) =>
      http.send('POST', '/api/groups', groupReplySchema, body),
    changeGroup: (groupId: string, body: z.infer<typeof groupPatchSchema>) =>
      http.send('PATCH', path`/api/groups/${groupId}`, groupReplySchema, body),
    addMember: (groupId: string, body: z.infer<typeof memberBodySchema>) =>
      http.send('POST', path`/api/groups/${groupId}/members`, memberLinkReplySchema, body),
    changeMember: (groupId: string, memberId: string, body: z.infer<typeof memberPatchSchema>) =>
      http.send('PATCH', path`/api/groups/${groupId}/members/${memberId}`, memberReplySchema, body),
    removeMember: (groupId: string, memberId: string) =>
      http.send('DELETE', path`/api/groups/${groupId}/members/${memberId}`, emptyReplySchema),
    putMemberBack: (groupId: string, memberId: string) =>
      http.send('POST', path`/api/groups/${groupId}/members/${memberId}/return`, memberReplySchema),
    makeLink: (groupId: string, memberId: string) =>
      http.send('POST', path`/api/groups/${groupId}/members/${memberId}/link`, memberLinkReplySchema),
    revokeLink: (groupId: string, memberId: string) =>
      http.send('DELETE', path`/api/groups/${groupId}/members/${memberId}/link`, emptyReplySchema),

    meetWorkstation: (body: z.infer<typeof workstationBodySchema>) =>
      http.send('POST', '/api/notebook/workstations', workstationReplySchema, body),
    workstations: () => http.get('/api/notebook/workstations', workstationListReplySchema),
    putOutOfUse: (workstationId: string) =>
      http.send('DELETE', path`/api/notebook/workstations/${workstationId}`, emptyReplySchema),
    workstationStanding: (body: z.infer<typeof workstationBodySchema>) =>
      http.send('POST', '/api/notebook/workstations/standing', workstationStandingReplySchema, body),
    openWorkstation: (body: z.infer<typeof workstationOpenBodySchema>) =>
      http.send('POST', '/api/notebook/workstations/open', workstationOpenReplySchema, body),
    processBox: () => http.get('/api/notes/process-box', processBoxSchema),
    tellPresence: (body: PresenceBody) =>
      http.send('POST', '/api/notebook/presence', presenceReplySchema, body),
    presenceNews: (body: PresenceNewsBody) =>
      http.send('POST', '/api/notebook/presence/news', presenceReplySchema, body),
    putProcessBox: (body: z.input<typeof processBoxBodySchema>) =>
      http.send('PUT', '/api/notes/process-box', emptyReplySchema, body),

    decks: () => http.get('/api/decks', deckListReplySchema),
    deck: (deckId: string) => http.get(path`/api/decks/${deckId}`, deckReplySchema),
    /** @param query what narrows it down, as `auditQuerySchema` names it */
    audit: (query: Readonly<Record<string, string>>) =>
      http.get(`/api/audit?${new URLSearchParams(query).toString()}`, auditReplySchema),
    refused: () => http.get('/api/audit/refused', refusedReplySchema),
    checkAudit: () => http.get('/api/audit/check', auditCheckReplySchema),
    exportAudit: (format: 'csv' | 'jsonl') => http.getFile(path`/api/audit/export?format=${format}`),

    /** @param before only those that were planned to start before this instant: what a page calls `olderBefore` */
    notesSessions: (before?: number) =>
      http.get(
        before === undefined ? '/api/notes/sessions' : path`/api/notes/sessions?before=${String(before)}`,
        notesSessionsReplySchema,
      ),
    sessionNotes: (sessionId: string) =>
      http.get(path`/api/notes/sessions/${sessionId}`, sessionNotesReplySchema),
    lastNote: (sessionId: string, memberId: string) =>
      http.get(path`/api/notes/sessions/${sessionId}/goals/${memberId}`, lastNoteReplySchema),
    noteRecords: (groupId: string, sessionId: string, subject: string) =>
      http.get(path`/api/notes/records/${groupId}/${sessionId}/${subject}`, noteRecordsReplySchema),
    signNotes: (body: SignNotesBody) => http.send('POST', '/api/notes/sign', signNotesReplySchema, body),
    amendNote: (body: AmendNoteBody) => http.send('POST', '/api/notes/amend', amendNoteReplySchema, body),

    backups: () => http.get('/api/backups', backupsReplySchema),
    beginBackup: (body: z.infer<typeof backupBodySchema>) =>
      http.send('POST', '/api/backups', backupBegunReplySchema, body),
    hubStanding: () => http.get('/api/hub', hubStandingReplySchema),
    diagnostics: () => http.getFile('/api/diagnostics'),

    addDeck: (body: z.infer<typeof deckBodySchema>) => http.send('POST', '/api/decks', deckReplySchema, body),
  };
}
export type Api = ReturnType<typeof createApi>;
export type Deck = z.infer<typeof deckReplySchema>['deck'];
