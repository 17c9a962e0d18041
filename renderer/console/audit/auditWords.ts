import type { I18n } from '@lingui/core';
import type { AuditCheck, AuditEntry, AuditKind } from '../../../src/protocol/api/audit.ts';
import type { FactorKind } from '../../../src/protocol/api/factors.ts';
import { staffRoleSchema } from '../../../src/protocol/session/people.ts';
import { roleWords } from '../app/RoleName.tsx';
import type { AuditArea } from './auditModel.ts';

/** What happened, for each kind. `who` acted, `whom` it is about. */
const SENTENCES: Readonly<Record<AuditKind, string>> = {
  auditBegan: /*i18n*/ 'The audit began.',
  chainBroken: /*i18n*/ 'The hub found the end of the audit cut off or exchanged.',
  auditRead: /*i18n*/ '{who} read the audit.',
  auditChecked: /*i18n*/ '{who} had the audit checked.',
  auditExported: /*i18n*/ '{who} exported the audit.',
  hubStarted: /*i18n*/ 'The hub started.',
  backupMade: /*i18n*/ '{who} made a backup.',
  backupFetched: /*i18n*/ '{who} downloaded the backup.',
  restored: /*i18n*/ 'The practice was restored from a backup.',
  keyRotated: /*i18n*/ '{who} changed the key that seals the records.',
  diagnosticsMade: /*i18n*/ '{who} made a diagnostics file.',
  practiceSetUp: /*i18n*/ '{who} set the practice up.',
  setupRefused: /*i18n*/ 'Somebody tried to set the practice up without its setup code.',
  signedIn: /*i18n*/ '{who} signed in.',
  signInHalfway: /*i18n*/ 'The passphrase of {who} was given; the second step was still to come.',
  signInFailed: /*i18n*/ 'A sign-in as {whom} failed.',
  signedOut: /*i18n*/ '{who} signed out.',
  signInConfirmed: /*i18n*/ '{who} confirmed that it is them.',
  confirmFailed: /*i18n*/ '{who} was asked to confirm that it is them, and what was given was wrong.',
  signInLocked: /*i18n*/ '{who} locked the console, or left it until it locked.',
  ownSignInsEnded: /*i18n*/ '{who} ended sign-ins of their own elsewhere.',
  signInsEnded: /*i18n*/ '{who} signed {whom} out everywhere.',
  passphraseChosen: /*i18n*/ '{who} chose a passphrase by a link.',
  staffLinkRefused: /*i18n*/ 'A link for a passphrase was tried that opens nothing.',
  seatTaken: /*i18n*/ '{who} came by their personal link.',
  doorRefused: /*i18n*/ 'A link was tried that does not open.',
  refused: /*i18n*/ '{who} asked for something that they have no right to, and was refused.',
  staffAdded: /*i18n*/ '{who} added the account of {whom}.',
  staffChanged: /*i18n*/ '{who} changed the account of {whom}.',
  staffLinkMade: /*i18n*/ '{who} made a link for {whom} to choose a passphrase.',
  staffLinkRevoked: /*i18n*/ '{who} revoked the link for the passphrase of {whom}.',
  ownerMade: /*i18n*/ '{who} made {whom} an owner of the practice.',
  ownerEnded: /*i18n*/ '{who} ended that {whom} owns the practice.',
  factorAdded: /*i18n*/ '{who} set a second factor up.',
  factorChanged: /*i18n*/ '{who} gave a passkey another name.',
  factorRemoved: /*i18n*/ '{who} took a second factor away.',
  factorsTakenAway: /*i18n*/ '{who} took the second factors of {whom} away.',
  recoveryCodesMade: /*i18n*/ '{who} made new recovery codes.',
  factorRuleChanged: /*i18n*/ '{who} changed whether everybody needs a second factor.',
  groupAdded: /*i18n*/ '{who} added the group {whom}.',
  groupChanged: /*i18n*/ '{who} changed the group {whom}.',
  memberAdded: /*i18n*/ '{who} put {whom} on a roster.',
  memberChanged: /*i18n*/ '{who} changed the roster’s entry of {whom}.',
  memberRemoved: /*i18n*/ '{who} took {whom} off the roster.',
  memberPutBack: /*i18n*/ '{who} put {whom} back on the roster.',
  linkMade: /*i18n*/ '{who} made a personal link for {whom}.',
  linkRevoked: /*i18n*/ '{who} revoked the personal link of {whom}.',
  sessionPlanned: /*i18n*/ '{who} planned a session.',
  deckAdded: /*i18n*/ '{who} added a deck.',
  practiceChanged: /*i18n*/ '{who} changed the settings of the practice.',
  notebookWritten: /*i18n*/ '{who} wrote notes or marks of {whom}.',
  notesSigned: /*i18n*/ '{who} signed notes.',
  notesRefused: /*i18n*/ '{who} asked to sign notes, and none could be signed.',
  noteAmended: /*i18n*/ '{who} added to a signed note of {whom}.',
  noteSettingsChanged: /*i18n*/ '{who} changed how notes are written.',
  signatureChanged: /*i18n*/ '{who} changed the printed name or the credential of {whom}.',
  processBoxKept: /*i18n*/ '{who} kept a new key for their own process notes.',
  workstationRevoked: /*i18n*/ '{who} put a workstation with their notes out of use.',
  workstationOpened: /*i18n*/ '{who} took a workstation with their notes into use again.',
  consentGiven: /*i18n*/ '{who} recorded a consent of {whom}.',
  consentWithdrawn: /*i18n*/ '{who} recorded that {whom} withdrew a consent.',
  marksDeleted: /*i18n*/ 'The hub deleted marks of {whom}, 30 days after their notes were signed.',
  changed: /*i18n*/ '{who} changed something.',
  rosterRead: /*i18n*/ '{who} read the roster of {whom}.',
  attendanceRead: /*i18n*/ '{who} read the attendance of a session.',
  hoursRead: /*i18n*/ '{who} read the week’s hours of members.',
  notebookRead: /*i18n*/ '{who} fetched notes or marks of {whom}.',
  noteFactsRead: /*i18n*/ '{who} opened the notes of a session.',
  noteRead: /*i18n*/ '{who} read a note of {whom} with its signatures.',
  unseenGroupsRead: /*i18n*/ '{who} had the names of groups listed that are not theirs, for an emergency.',
  noteWithheld: /*i18n*/ '{who} asked for a note of {whom}, and it was withheld.',
  consentsRead: /*i18n*/ '{who} read the consents of {whom}.',
  emergencyOpened: /*i18n*/ '{who} opened the roster of {whom} in an emergency.',
  emergencyReviewed: /*i18n*/ '{who} reviewed an emergency access to {whom}.',
  sessionOpened: /*i18n*/ '{who} opened the waiting room.',
  sessionStarted: /*i18n*/ '{who} started the session.',
  sessionEnded: /*i18n*/ '{who} ended the session.',
  sessionJoined: /*i18n*/ '{who} came into the session.',
  participantRemoved: /*i18n*/ '{who} took {whom} out of the session.',
  participantLetBackIn: /*i18n*/ '{who} let {whom} back into the session.',
};

/** An entry as a sentence. */
export function entryWords(i18n: I18n, { kind, actor, about }: AuditEntry): string {
  const who =
    actor.kind === 'hub' || actor.kind === 'nobody' ? noNameWords(i18n, actor.kind) : nameWords(i18n, actor);
  const whom = about === null ? i18n._('an unknown name') : nameWords(i18n, about);
  if (kind === 'sessionJoined' && about !== null)
    return i18n._('{who} let {whom} into the session.', { who, whom });
  return i18n._(SENTENCES[kind], { who, whom });
}

function noNameWords(i18n: I18n, kind: 'hub' | 'nobody'): string {
  return kind === 'hub' ? i18n._('The hub') : i18n._('Somebody unknown');
}

function nameWords(i18n: I18n, { kind, name }: NonNullable<AuditEntry['about']>): string {
  if (name !== null) return name;
  switch (kind) {
    case 'member':
    case 'seat':
      return i18n._('a member who is on no roster any more');
    case 'staff':
      return i18n._('an account that is gone');
    case 'group':
      return i18n._('a group that is gone');
    case 'session':
    case 'deck':
      return i18n._('something that has no name here');
  }
}

/** What is known of an entry beside the sentence: each a few words. */
export function detailWords(i18n: I18n, { basis, details }: AuditEntry): string[] {
  const {
    address,
    fields,
    role,
    isActive,
    leftOut,
    route,
    reason,
    factor,
    isNeeded,
    documents,
    count,
    keepsOwn,
  } = details;
  const basisLabel = basis === null ? undefined : BASES[basis];
  const roleName = staffRoleSchema.safeParse(role);
  return [
    address !== undefined && i18n._('from {address}', { address }),
    basis !== null &&
      i18n._('by right: {right}', { right: basisLabel === undefined ? basis : i18n._(basisLabel) }),
    fields !== undefined &&
      fields.length > 0 &&
      i18n._('changed: {fields}', { fields: fields.map((field) => fieldWords(i18n, field)).join(', ') }),
    roleName.success && i18n._('role: {role}', { role: roleWords(i18n, roleName.data) }),
    isActive !== undefined && (isActive ? i18n._('account opened') : i18n._('account closed')),
    reason !== undefined && i18n._('reason: {reason}', { reason }),
    factor !== undefined && i18n._(FACTORS[factor]),
    isNeeded !== undefined && (isNeeded ? i18n._('needed from now on') : i18n._('not needed any more')),
    documents !== undefined &&
      i18n._('{count, plural, one {# document} other {# documents}}', { count: documents.length }),
    count !== undefined && i18n._('{count, plural, one {# group} other {# groups}}', { count }),
    keepsOwn === false && i18n._('handed over'),
    route,
    leftOut !== undefined &&
      i18n._(
        '{count, plural, one {# more of the kind was} other {# more of the kind were}} left out before it',
        {
          count: leftOut,
        },
      ),
  ].filter((words) => typeof words === 'string');
}

const FACTORS: Readonly<Record<FactorKind, string>> = {
  code: /*i18n*/ 'authenticator app',
  passkey: /*i18n*/ 'passkey',
  recoveryCode: /*i18n*/ 'recovery code',
};

/** Rights and other grounds, by their name in the hub's table. */
const BASES: Readonly<Record<string, string>> = {
  seeGroups: /*i18n*/ 'see groups and rosters',
  editGroups: /*i18n*/ 'change groups',
  editRoster: /*i18n*/ 'change rosters',
  manageLinks: /*i18n*/ 'make and revoke links',
  seeSessions: /*i18n*/ 'see sessions',
  planSessions: /*i18n*/ 'plan sessions',
  joinSessions: /*i18n*/ 'join sessions',
  seeReports: /*i18n*/ 'see attendance',
  seeDecks: /*i18n*/ 'see decks',
  editDecks: /*i18n*/ 'add decks',
  seeStaff: /*i18n*/ 'see accounts',
  manageStaff: /*i18n*/ 'manage accounts',
  readAudit: /*i18n*/ 'read the audit',
  operateHub: /*i18n*/ 'backups and diagnostics',
  openEmergency: /*i18n*/ 'open rosters in an emergency',
  keepNotebook: /*i18n*/ 'keep notes and marks',
  emergency: /*i18n*/ 'emergency access',
  staffLink: /*i18n*/ 'link for a passphrase',
  operator: /*i18n*/ 'at the hub’s machine',
  self: /*i18n*/ 'own account',
  seat: /*i18n*/ 'personal link',
  halfway: /*i18n*/ 'right passphrase',
  staff: /*i18n*/ 'signed in',
};

const FIELDS: Readonly<Record<string, string>> = {
  name: /*i18n*/ 'name',
  displayName: /*i18n*/ 'name in the room',
  accountName: /*i18n*/ 'name to sign in with',
  passphrase: /*i18n*/ 'passphrase',
  role: /*i18n*/ 'role',
  isActive: /*i18n*/ 'open or closed',
  language: /*i18n*/ 'language',
  template: /*i18n*/ 'plan of the session',
  meetingTimes: /*i18n*/ 'meeting times',
  lockAfterMinutes: /*i18n*/ 'minutes until consoles lock',
};

function fieldWords(i18n: I18n, field: string): string {
  const words = FIELDS[field];
  return words === undefined ? field : i18n._(words);
}

/** An area's name, for the choice. */
export function areaWords(i18n: I18n, area: AuditArea): string {
  switch (area) {
    case 'signIns':
      return i18n._('Sign-ins and links');
    case 'changes':
      return i18n._('Changes');
    case 'readings':
      return i18n._('What was read');
    case 'sessions':
      return i18n._('Sessions');
    case 'refusals':
      return i18n._('Refusals');
    case 'hub':
      return i18n._('The hub and the audit');
  }
}

/** What is wrong with the audit; null where it is whole. */
export function faultWords(i18n: I18n, { fault, brokenBefore }: AuditCheck): string | null {
  if (fault === null) {
    const [seq] = brokenBefore;
    if (seq === undefined) return null;
    return i18n._('Before entry {seq} the end of the audit was cut off or exchanged.', { seq });
  }
  const { seq, kind } = fault;
  switch (kind) {
    case 'altered':
      return i18n._('Entry {seq} is not as it was written.', { seq });
    case 'missing':
      return i18n._('Entry {seq} is missing.', { seq });
    case 'added':
      return i18n._('Entry {seq} was not written by the hub.', { seq });
    case 'headMissing':
      return i18n._('What the hub remembers of the last entry is gone.');
    case 'headAltered':
      return i18n._('What the hub remembers of the last entry was altered.');
  }
}
