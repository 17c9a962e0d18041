import { z } from 'zod';
import type { AuditDetails } from '../../protocol/api/audit.ts';
import { halfwayReplySchema } from '../../protocol/api/factors.ts';
import { FACTOR_TRACES } from './factorTraces.ts';
import { NOTE_TRACES } from './noteTraces.ts';
import { NOTEBOOK_TRACES } from './notebookTraces.ts';
import { STAFF_LINK_TRACES } from './staffLinkTraces.ts';
import {
  about,
  field,
  fieldsOf,
  ofParams,
  ofReply,
  staffOfReply,
  text,
  type Seen,
  type Trace,
} from './trace.ts';

const isHalfway = ({ reply }: Seen): boolean => halfwayReplySchema.safeParse(reply).success;
const namesIn = (reply: unknown): number =>
  z.array(z.unknown()).safeParse(field(reply, 'groups')).data?.length ?? 0;
const staffDetails = (seen: Seen): AuditDetails => {
  const role = text(seen.body, 'role');
  const isActive = z.boolean().safeParse(field(seen.body, 'isActive')).data;
  return {
    ...fieldsOf(seen),
    ...(role === null ? {} : { role }),
    ...(isActive === undefined ? {} : { isActive }),
  };
};

/**
 * What each route of the API leaves in the audit, by method and pattern; null for what leaves nothing (AU10 to AU16). A
 * new route gets its line here: until then it is recorded as `changed`, and a test is red.
 */
export const ROUTE_TRACES: Readonly<Record<string, Trace | null>> = {
  ...FACTOR_TRACES,
  ...NOTEBOOK_TRACES,
  ...NOTE_TRACES,
  ...STAFF_LINK_TRACES,
  'GET /api/status': null,
  'GET /api/health': null,
  'GET /api/hub': null,
  'GET /api/me': null,
  'POST /api/setup': {
    kind: 'practiceSetUp',
    when: 'together',
    actor: staffOfReply,
    refusal: { kind: 'setupRefused', rules: ['account.setupCode'] },
  },
  'POST /api/sign-in': {
    kind: 'signedIn',
    kindOf: (seen) => (isHalfway(seen) ? 'signInHalfway' : null),
    when: 'together',
    actor: async (seen, { staffOfName }) => {
      if (!isHalfway(seen)) return staffOfReply(seen);
      const id = await staffOfName(text(seen.body, 'accountName') ?? '');
      return id === null ? { kind: 'nobody' } : { kind: 'staff', id };
    },
    refusal: {
      kind: 'signInFailed',
      rules: ['account.wrongPassphrase', 'account.lockedOut'],
      about: async ({ body }, { staffOfName }) =>
        about('staff', await staffOfName(text(body, 'accountName') ?? '')),
    },
  },
  'POST /api/sign-out': { kind: 'signedOut', when: 'together', isKnownByCookie: true },
  'GET /api/me/lock': null,
  'POST /api/me/lock': { kind: 'signInLocked', when: 'together' },
  'POST /api/me/confirm': {
    kind: 'signInConfirmed',
    when: 'together',
    refusal: { kind: 'confirmFailed', rules: ['account.wrongCurrentPassphrase', 'account.lockedOut'] },
  },
  'POST /api/me/confirm/passkey/options': null,
  'POST /api/me/confirm/passkey': {
    kind: 'signInConfirmed',
    when: 'together',
    details: () => ({ factor: 'passkey' }),
    refusal: { kind: 'confirmFailed', rules: ['factor.wrongPasskey'] },
  },
  'GET /api/me/sign-ins': null,
  'DELETE /api/me/sign-ins': { kind: 'ownSignInsEnded', when: 'together' },
  'DELETE /api/me/sign-ins/:signInId': { kind: 'ownSignInsEnded', when: 'together' },
  'POST /api/door': {
    kind: 'seatTaken',
    when: 'after',
    actor: async ({ reply }, { memberOfSeat }) => {
      const id = await memberOfSeat(text(reply, 'seatId') ?? '');
      return id === null ? { kind: 'nobody' } : { kind: 'member', id };
    },
    about: ofReply('seat', 'seatId'),
    refusal: { kind: 'doorRefused', rules: ['door.unknownLink', 'door.revokedLink'] },
  },
  'GET /api/seats/:seatId': null,
  // Who comes in is in the session's own log, and from there in the audit.
  'POST /api/seats/:seatId/live-tickets': null,
  'POST /api/sessions/:sessionId/live-tickets': null,
  // Whether a device gets through says nothing of a group, and changes nothing.
  'POST /api/seats/:seatId/reach': null,
  'POST /api/seats/:seatId/reach/:reachId/:way': null,

  'GET /api/staff': null,
  'POST /api/staff': {
    kind: 'staffAdded',
    when: 'together',
    about: ofReply('staff', 'staff', 'id'),
    details: staffDetails,
  },
  'PATCH /api/staff/:staffId': {
    kind: 'staffChanged',
    when: 'together',
    about: ofParams('staff', 'staffId'),
    basis: ({ params }, actor) =>
      'id' in actor && actor.id === text(params, 'staffId') ? 'self' : 'manageStaff',
    details: staffDetails,
  },
  'DELETE /api/staff/:staffId/sign-ins': {
    kind: 'signInsEnded',
    when: 'together',
    about: ofParams('staff', 'staffId'),
  },
  'PATCH /api/practice': { kind: 'practiceChanged', when: 'together', details: fieldsOf },

  'GET /api/emergency-accesses': null,
  // Names of groups that who asks does not see: known already before one of them is opened, or without any.
  'GET /api/emergency-accesses/groups': {
    kind: 'unseenGroupsRead',
    when: 'together',
    details: ({ reply }) => ({ count: namesIn(reply) }),
    isSilent: ({ reply }) => namesIn(reply) === 0,
  },
  'POST /api/emergency-accesses': {
    kind: 'emergencyOpened',
    when: 'together',
    about: ofReply('group', 'access', 'groupId'),
    details: ({ reply }) => ({ reason: text(reply, 'access', 'reason') ?? '' }),
  },
  'GET /api/emergency-accesses/:accessId/roster': {
    kind: 'rosterRead',
    when: 'together',
    about: ofReply('group', 'access', 'groupId'),
    basis: () => 'emergency',
  },
  'POST /api/emergency-accesses/:accessId/review': {
    kind: 'emergencyReviewed',
    when: 'together',
    about: ofReply('group', 'access', 'groupId'),
  },

  'GET /api/groups': null,
  'POST /api/groups': {
    kind: 'groupAdded',
    when: 'together',
    about: ofReply('group', 'group', 'id'),
    details: fieldsOf,
  },
  'GET /api/groups/:groupId': { kind: 'rosterRead', when: 'together', about: ofParams('group', 'groupId') },
  'PATCH /api/groups/:groupId': {
    kind: 'groupChanged',
    when: 'together',
    about: ofParams('group', 'groupId'),
    details: fieldsOf,
  },
  'POST /api/groups/:groupId/members': {
    kind: 'memberAdded',
    when: 'together',
    about: ofReply('member', 'member', 'id'),
    details: fieldsOf,
  },
  'PATCH /api/groups/:groupId/members/:memberId': {
    kind: 'memberChanged',
    when: 'together',
    about: ofParams('member', 'memberId'),
    details: fieldsOf,
  },
  'GET /api/groups/:groupId/consents': {
    kind: 'consentsRead',
    when: 'together',
    about: ofParams('group', 'groupId'),
  },
  'POST /api/groups/:groupId/members/:memberId/consents': {
    kind: 'consentGiven',
    when: 'together',
    about: ofParams('member', 'memberId'),
    details: ({ body }) => ({ fields: [text(body, 'scope') ?? ''] }),
  },
  'POST /api/groups/:groupId/members/:memberId/consents/:consentId/withdrawal': {
    kind: 'consentWithdrawn',
    when: 'together',
    about: ofParams('member', 'memberId'),
  },
  'DELETE /api/groups/:groupId/members/:memberId': {
    kind: 'memberRemoved',
    when: 'together',
    about: ofParams('member', 'memberId'),
  },
  'POST /api/groups/:groupId/members/:memberId/return': {
    kind: 'memberPutBack',
    when: 'together',
    about: ofParams('member', 'memberId'),
  },
  'POST /api/groups/:groupId/members/:memberId/link': {
    kind: 'linkMade',
    when: 'together',
    about: ofParams('member', 'memberId'),
  },
  'DELETE /api/groups/:groupId/members/:memberId/link': {
    kind: 'linkRevoked',
    when: 'together',
    about: ofParams('member', 'memberId'),
  },

  'GET /api/today': null,
  'POST /api/sessions': {
    kind: 'sessionPlanned',
    when: 'together',
    about: ofReply('session', 'session', 'id'),
  },
  'GET /api/sessions/:sessionId': null,
  'GET /api/sessions/:sessionId/attendance': {
    kind: 'attendanceRead',
    when: 'together',
    about: ofParams('session', 'sessionId'),
  },
  'GET /api/hours': {
    kind: 'hoursRead',
    when: 'together',
    details: ({ reply }) => ({ count: namesIn(reply) }),
    isSilent: ({ reply }) => namesIn(reply) === 0,
  },

  'GET /api/decks': null,
  'GET /api/decks/:deckId': null,
  'POST /api/decks': { kind: 'deckAdded', when: 'together', about: ofReply('deck', 'deck', 'id') },

  'GET /api/backups': null,
  // Recorded when the file is there, or not at all.
  'POST /api/backups': null,
  'GET /api/backups/file': { kind: 'backupFetched', when: 'after' },

  'GET /api/diagnostics': { kind: 'diagnosticsMade', when: 'after' },

  'GET /api/audit': { kind: 'auditRead', when: 'together' },
  // Numbers and addresses of nobody by name; it is asked for with each look at the audit, which leaves its own entry.
  'GET /api/audit/refused': null,
  'GET /api/audit/check': {
    kind: 'auditChecked',
    when: 'after',
    details: ({ reply }) => {
      const upTo = z.number().safeParse(field(reply, 'upTo')).data;
      return upTo === undefined ? {} : { upTo };
    },
  },
  'GET /api/audit/export': {
    kind: 'auditExported',
    when: 'together',
    details: ({ query }) => ({ format: text(query, 'format') ?? '' }),
  },
};

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** What a route leaves; for one that is not in the table and could change something, that it was asked (AU16). */
export function traceOf(method: string, url: string): Trace | null {
  const named = ROUTE_TRACES[`${method} ${url}`];
  if (named !== undefined) return named;
  if (SAFE_METHODS.includes(method)) return null;
  return { kind: 'changed', when: 'after', details: () => ({ route: `${method} ${url}`.slice(0, 200) }) };
}
