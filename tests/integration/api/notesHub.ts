import { ARRIVE, LEAD, member, Rehearsal } from '../../../src/domain/session/testKit.ts';
import { LMFT, minutes } from '../../../src/domain/notes/testKit.ts';
import {
  sessionNotesReplySchema,
  signNotesReplySchema,
  type SessionNotesReply,
  type SignNotesReply,
} from '../../../src/protocol/api/notes.ts';
import type { ConsentBody } from '../../../src/protocol/api/consents.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import { PASSPHRASE, START, type Ask } from './testHub.ts';

export const GROUP = 'g1';
export const SESSION = 's1';
export const noteOf = (subject: string, session = SESSION) => `note/${GROUP}/${session}/${subject}`;

/** The consent that each member on the roster has given. */
export const consentOf = (memberId: string) => `consent-${memberId}`;
export const TPO_CONSENT: ConsentBody = {
  scope: 'tpo',
  information: 'Notes of treatment',
  recipients: 'Those who treat me here, and who supervises them',
  purpose: 'Treatment, payment and operations',
  signedOn: '2026-09-01',
  end: { kind: 'none' },
};

/** A hub with a group whose session of an hour has just ended: Ana and Ben were there, Cora was not. */
export type NotesHub = AuditedHub & {
  /** What the session's notes need, as somebody is told it. */
  session(ask?: Ask): Promise<SessionNotesReply>;
  /** A whole note of a member's, with the session's facts. */
  draft(subject: 'ana' | 'ben', change?: Partial<NoteDraft>): Promise<NoteDraft>;
  /** The owner, signed in anew, as after days. */
  ownerAgain(): Promise<Ask>;
  /** Of a member's chain as it is; of no record where there is none. */
  lastHash(subject: string): Promise<string>;
  sign(drafts: readonly NoteDraft[], more?: SignOptions): Promise<SignNotesReply['notes']>;
};
type SignOptions = { readonly ask?: Ask; readonly hasOpened?: boolean; readonly lateReason?: string };

/** A hash that no record has. */
export const NO_RECORD = '0'.repeat(64);

export const toAsked = (draft: NoteDraft, { hasOpened = true, lateReason = '' }: SignOptions = {}) => ({
  docId: draft.noteId,
  draft,
  hasOpened,
  lateReason,
  handOver: null,
});

/** A session's log of an hour that ended 5 minutes before the hub's clock begins. Ana checked in, and corrected herself. */
export function rehearsed(isEnded = true): Rehearsal {
  const rehearsal = new Rehearsal();
  rehearsal.now = START - minutes(65);
  rehearsal.start('ana', 'ben');
  rehearsal.give(LEAD, { type: 'startBlock', index: 0 });
  const rate = (craving: number, sleepHours: number | null) =>
    rehearsal.give(member('ana'), {
      type: 'rate',
      form: { moment: 'checkIn', mood: 4, craving, anxiety: null, sleepHours },
    });
  rate(9, null);
  rate(7, 5.5);
  rehearsal.now = START - minutes(5);
  rehearsal.give(member('dee'), ARRIVE);
  if (isEnded) rehearsal.give(LEAD, { type: 'endSession' });
  return rehearsal;
}

/** The words of each member's own note: neither names anybody. */
const WORDS = {
  ana: {
    response: 'Spoke of an urge on the way home and how a call to a friend let it pass.',
    plan: 'Keeps the urge log.',
  },
  ben: {
    response: 'Listened at first; after the break tried out the refusal skill in a role play.',
    plan: 'Practices the skill twice.',
  },
} as const;

/** The caller closes its `test`. */
export async function createNotesHub({ isEnded = true } = {}): Promise<NotesHub> {
  const hub = await createAuditedHub();
  const { records } = hub.test;
  await records.groups.add({ id: GROUP, name: 'Tuesday evening', template: 'GROUP-60', meetingTimes: [] });
  await records.groupStaff.assign(GROUP, [hub.ownerId]);
  const consent = (memberId: string) =>
    records.consents.add({
      ...TPO_CONSENT,
      id: consentOf(memberId),
      memberId,
      recordedAt: START,
      recordedBy: hub.ownerId,
    });
  const add = (id: string, displayName: string, otherNames: string[] = []) =>
    records.members.add({ id, groupId: GROUP, displayName, otherNames, language: 'en' });
  await add('ana', 'Ana R.', ['Ana Ramírez']);
  await add('ben', 'Ben K.', ['Benjamin Keller']);
  await add('cora', 'Cora L.');
  for (const memberId of ['ana', 'ben', 'cora']) await consent(memberId);
  const { log } = rehearsed(isEnded);
  const [created] = log;
  if (created?.event.type !== 'sessionCreated') throw new Error('The log does not begin');
  await records.sessions.add({ ...created.event.facts, scheduledStart: START - minutes(65) }, null);
  await records.sessionLog.append(SESSION, 0, log, []);
  await hub.owner('PUT', `/api/staff/${hub.ownerId}/signature`, {
    printedName: 'Maria Santos',
    credential: LMFT,
  });

  const session = async (ask = hub.owner) =>
    sessionNotesReplySchema.parse((await ask('GET', `/api/notes/sessions/${SESSION}`)).json);
  return {
    ...hub,
    session,
    async draft(subject, change = {}) {
      const { facts } = await session();
      return {
        noteId: noteOf(subject),
        kind: 'member',
        format: 'BIRP',
        facts: {
          session: facts.session,
          member: facts.members.find(({ memberId }) => memberId === subject) ?? null,
        },
        sections: [
          { id: 'behavior', text: 'Alert and at ease.' },
          { id: 'intervention', text: 'Open questions and a short practice.' },
          { id: 'response', text: WORDS[subject].response },
          { id: 'plan', text: WORDS[subject].plan },
        ],
        elements: {
          goals: [{ text: 'Cope with cravings', progress: 'some' }],
          interventions: ['open_question'],
          participation: 'active',
          risk: { level: 'none_indicated', reason: '' },
        },
        ...change,
      };
    },
    async lastHash(subject) {
      return (await records.notes.chain(noteOf(subject))).at(-1)?.record.hash ?? NO_RECORD;
    },
    async ownerAgain() {
      const body = { accountName: 'maria', passphrase: PASSPHRASE };
      const { cookie } = await hub.test.as(null)('POST', '/api/sign-in', body);
      return hub.test.as(cookie ?? null);
    },
    async sign(drafts, { ask = hub.owner, ...more } = {}) {
      const notes = drafts.map((draft) => toAsked(draft, more));
      const { json } = await ask('POST', '/api/notes/sign', { passphrase: PASSPHRASE, notes });
      return signNotesReplySchema.parse(json).notes;
    },
  };
}
