import { replay } from '../../src/domain/session/evolve.ts';
import { createDoor } from '../../src/hub/identity/door.ts';
import type { Records } from '../../src/hub/records/openRecords.ts';
import { BEGINNING } from '../../src/protocol/notebook/sync.ts';
import { fillNotes, NOTE_SECRETS } from './fillNotes.ts';
import { MAIN_ROOM_ID } from '../../src/protocol/session/state.ts';
import type { LoggedEvent, SessionEvent, SessionFacts } from '../../src/protocol/session/events.ts';

/** How much is put into a practice. */
export type Filling = {
  readonly groups: number;
  readonly membersPerGroup: number;
  readonly sessionsPerGroup: number;
  readonly eventsPerSession: number;
};
export const SMALL: Filling = { groups: 2, membersPerGroup: 3, sessionsPerGroup: 2, eventsPerSession: 40 };

/** What was put in that must be found nowhere in the open, and where the logs are. */
export type Filled = {
  readonly secrets: readonly string[];
  readonly tokens: readonly string[];
  readonly sessionIds: readonly string[];
};

/** The names and texts of people who do not exist, each to be searched for. */
const WORDS = {
  practice: 'Quince Hollow Practice',
  account: 'zenobia.q',
  staff: 'Zenobia Q.',
  member: (index: number) => `Xanthe ${index} V.`,
  otherName: (index: number) => `Xanthippe ${index} Vane`,
  group: (index: number) => `Marigold Circle ${index}`,
  deck: 'Lantern Deck',
  slide: '# Whispering slide\n\nA kestrel sentence.',
  place: '17 Juniper Lane, Foxglove',
  phone: '+1 555 0134 77',
  waiting: 'The heron waits for everybody.',
  chat: (index: number) => `Message of the nightjar ${index}`,
  address: '203.0.113.77',
  emergency: 'The albatross did not answer.',
  appKey: 'KESTRELHERONQUINCEFOXGLOVELANTERN',
  passkey: 'Telephone of the heron',
  recoveryCode: 'QXZJ-HERN-7777',
  note: 'The plover spoke of her brother.',
  consent: 'The bittern may read this.',
  withdrawal: 'A letter from the avocet',
};

/** Fills every table of a practice through its stores, as a working hub does. */
export async function fillPractice(records: Records, filling: Filling = SMALL): Promise<Filled> {
  let ids = 0;
  const newId = () => `filled-${(ids += 1)}`;
  const now = () => 1_764_000_000_000 + ids;
  const owner = {
    id: newId(),
    accountName: WORDS.account,
    displayName: WORDS.staff,
    role: 'lead',
    isOwner: true,
    isActive: true,
    passphraseHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo',
  } as const;
  await records.staff.setUp({ name: WORDS.practice, timeZone: 'America/Los_Angeles', language: 'en' }, owner);
  await records.staffSessions.add({
    tokenHash: 'a'.repeat(64),
    staffId: owner.id,
    createdAt: now(),
    lastSeenAt: now(),
    confirmedAt: now(),
    lockedAt: null,
    device: { browser: 'Chromium', system: 'Linux' },
  });
  await records.staffLinks.replace({
    staffId: owner.id,
    tokenHash: 'b'.repeat(64),
    kind: 'reset',
    createdAt: now(),
    expiresAt: now(),
  });
  await records.staffNotices.add({
    id: newId(),
    staffId: owner.id,
    kind: 'resetLinkMade',
    at: now(),
    byId: null,
  });
  await fillFactors(records, owner.id);
  await fillNotes(records, owner.id, now());
  await records.decks.add({
    id: newId(),
    title: WORDS.deck,
    markdown: WORDS.slide,
    authorId: owner.id,
    createdAt: now(),
  });
  const door = createDoor({ ...records, now, newId });
  const tokens: string[] = [];
  const sessionIds: string[] = [];
  for (let group = 0; group < filling.groups; group += 1) {
    const groupId = newId();
    await records.groups.add({
      id: groupId,
      name: WORDS.group(group),
      template: 'IOP-180',
      meetingTimes: [{ weekday: 2, startsAt: '18:00' }],
    });
    await records.groupStaff.assign(groupId, [owner.id]);
    for (let index = 0; index < filling.membersPerGroup; index += 1) {
      const names = { displayName: WORDS.member(index), otherNames: [WORDS.otherName(index)] };
      const member = { ...names, id: newId(), groupId, language: 'es' } as const;
      await records.members.add(member);
      await fillConsent(records, member.id, owner.id, newId());
      const { token } = await door.makeLink(member);
      tokens.push(token);
      if (index === 0) await door.enter(token);
    }
    await records.emergencies.add({
      id: newId(),
      groupId,
      staffId: owner.id,
      reason: WORDS.emergency,
      openedAt: now(),
      endsAt: now(),
      reviewedAt: null,
      reviewedBy: null,
    });
    await records.notebook.take(
      {
        feed: `group/${groupId}`,
        writer: { id: newId(), acknowledged: 0 },
        sequence: 1,
        base: BEGINNING,
        updates: [`note/${groupId}/s/m`, `marks/${groupId}/s/all`].map((docId) => ({
          docId,
          data: Buffer.from(WORDS.note).toString('base64'),
        })),
      },
      owner.id,
      now(),
    );
    await records.notebook.deleteForGood(`marks/${groupId}/s/all`, now());
    for (let index = 0; index < filling.sessionsPerGroup; index += 1) {
      const facts = factsOf(newId(), groupId, WORDS.group(group), now() + index * 86_400_000);
      await records.sessions.add(facts, `2026-11-${index}T18:00`);
      await fillLog(records, facts, owner.id, filling.eventsPerSession);
      sessionIds.push(facts.id);
    }
    await records.audit.append({
      kind: 'rosterRead',
      actor: { kind: 'staff', id: owner.id },
      about: { kind: 'group', id: groupId },
      basis: 'seeGroups',
      details: { address: WORDS.address },
    });
  }
  const secrets = [
    WORDS.practice,
    WORDS.account,
    'Zenobia',
    'Xanthe',
    'Xanthippe',
    ...Object.values(NOTE_SECRETS),
    'Marigold',
    WORDS.deck,
    'Whispering',
    WORDS.note,
    'bittern',
    'avocet',
    'kestrel',
    'Juniper',
    WORDS.phone,
    'heron',
    'nightjar',
    WORDS.address,
    'albatross',
    WORDS.appKey,
    WORDS.recoveryCode,
  ];
  return { secrets, tokens, sessionIds };
}

function factsOf(id: string, groupId: string, groupName: string, start: number): SessionFacts {
  return {
    id,
    groupId,
    groupName,
    scheduledStart: start,
    scheduledEnd: start + 180 * 60_000,
    blocks: [
      { kind: 'check_in', title: { en: 'Check-in', es: 'Ronda' }, plannedMinutes: 30, isCountable: true },
    ],
  };
}

async function fillLog(
  records: Records,
  facts: SessionFacts,
  leadId: string,
  eventCount: number,
): Promise<void> {
  const first: SessionEvent[] = [
    { type: 'sessionCreated', facts },
    { type: 'waitingRoomOpened' },
    { type: 'waitingMessageSet', text: WORDS.waiting },
    {
      type: 'participantArrived',
      participantId: 'member-in-log',
      name: WORDS.member(0),
      role: 'member',
      seat: 0,
      roomId: null,
      isMicOn: true,
      isCameraOn: true,
      door: {
        checks: { camera: 'ok', microphone: 'ok', speaker: 'ok', connection: 'ok' },
        privacy: {
          place: WORDS.place,
          callbackPhone: WORDS.phone,
          company: 'alone',
          hasHeadphones: true,
          isDriving: false,
        },
      },
    },
    { type: 'participantAdmitted', participantId: 'member-in-log', roomId: MAIN_ROOM_ID },
  ];
  const events = Array.from({ length: eventCount }, (_, index): SessionEvent => {
    const given = first[index];
    return given ?? { type: 'waitingMessageSet', text: WORDS.chat(index) };
  });
  const logged = events.map((event, index): LoggedEvent => ({
    seq: index + 1,
    at: index,
    by: leadId,
    event,
  }));
  for (let from = 0; from < logged.length; from += 50)
    await records.sessionLog.append(facts.id, from, logged.slice(from, from + 50), [
      { participantId: leadId, commandId: `c${from}`, upTo: Math.min(from + 50, logged.length) },
    ]);
  const state = replay(logged);
  if (state) await records.sessionLog.saveSnapshot(facts.id, state);
}

/** A consent that was withdrawn again. */
async function fillConsent(
  { consents }: Records,
  memberId: string,
  recordedBy: string,
  id: string,
): Promise<void> {
  const recorded = { recordedAt: 1, recordedBy };
  await consents.add({
    id,
    memberId,
    scope: 'tpo',
    information: WORDS.consent,
    recipients: WORDS.consent,
    purpose: WORDS.consent,
    signedOn: '2026-09-01',
    end: { kind: 'event', words: WORDS.consent },
    ...recorded,
  });
  await consents.withdraw(id, { withdrawnOn: '2026-10-01', how: WORDS.withdrawal, ...recorded });
}

/** Every kind of second factor, and that everybody needs one. */
async function fillFactors({ factors }: Records, staffId: string): Promise<void> {
  await factors.setApp(staffId, { key: WORDS.appKey, usedStep: 1, createdAt: 1 });
  await factors.addPasskey({
    id: 'filled-passkey',
    staffId,
    credentialId: 'Y3JlZGVudGlhbA',
    publicKey: 'cHVibGljIGtleQ',
    host: 'groups.example.org',
    name: WORDS.passkey,
    counter: 1,
    createdAt: 1,
    lastUsedAt: null,
  });
  await factors.setRecoveryCodes(staffId, [WORDS.recoveryCode]);
  await factors.setNeeded(true);
}
