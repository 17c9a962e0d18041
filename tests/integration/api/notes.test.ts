import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealRecord } from '../../../src/domain/notes/canonical.ts';
import { responseTextOf } from '../../../src/domain/notes/responseText.ts';
import { DRAFT, LMFT, minutes } from '../../../src/domain/notes/testKit.ts';
import { sha256Hex } from '../../../src/hub/notes/createNoteStore.ts';
import { lastNoteReplySchema, notesSessionsReplySchema } from '../../../src/protocol/api/notes.ts';
import type { NoteRecordContent } from '../../../src/protocol/notes/note.ts';
import { DEFAULT_NOTE_SETTINGS } from '../../../src/protocol/notes/noteSettings.ts';
import { staffRoleSchema } from '../../../src/protocol/session/people.ts';
import { createNotesHub, GROUP, NO_RECORD, noteOf, SESSION, toAsked, type NotesHub } from './notesHub.ts';
import { PASSPHRASE, START, type Ask } from './testHub.ts';

let hub: NotesHub;
beforeEach(async () => {
  hub = await createNotesHub();
});
afterEach(() => hub.test.close());

const sessionsOf = async (ask: Ask, query = '') =>
  notesSessionsReplySchema.parse((await ask('GET', `/api/notes/sessions${query}`)).json);
const signBody = async (passphrase = PASSPHRASE) => ({
  passphrase,
  notes: [toAsked(await hub.draft('ana'))],
});

describe('reading notes', () => {
  it('SG21 SG22 tells all that writing a session’s notes needs', async () => {
    await hub.test.records.members.remove('ben', START);
    const reply = await hub.session();
    expect(reply).toMatchObject({
      sessionId: SESSION,
      groupId: GROUP,
      status: 'ended',
      facts: {
        session: {
          serviceDate: '2026-11-24',
          startedAt: START - minutes(65),
          endedAt: START - minutes(5),
          participantCount: 2,
        },
      },
      memberNotes: ['ana', 'ben'],
      mayHaveAbsenceNote: ['dee', 'cora'],
      ratings: [
        { memberId: 'ana', moment: 'checkIn', kind: 'mood', value: 4 },
        { memberId: 'ana', moment: 'checkIn', kind: 'craving', value: 7 },
        { memberId: 'ana', moment: 'checkIn', kind: 'sleepHours', value: 5.5 },
      ],
      settings: DEFAULT_NOTE_SETTINGS,
      signers: [{ staffId: hub.ownerId, credential: { type: 'LMFT' } }],
    });
    expect(reply.people).toContainEqual({
      id: 'ben',
      kind: 'member',
      name: 'ben X.',
      names: ['ben X.', 'Ben K.', 'Benjamin Keller'],
    });
    expect(reply.people).toContainEqual({
      id: hub.ownerId,
      kind: 'staff',
      name: 'Maria S.',
      names: ['Maria S.', 'Maria Santos'],
    });
    expect(reply.facts.members.map(({ memberId, minutes: told }) => [memberId, told])).toEqual([
      ['ana', 60],
      ['ben', 60],
      ['cora', 0],
      ['dee', 0],
    ]);
    expect(JSON.stringify(reply)).not.toContain('Elm Street');
  });

  it('SG20 lists the sessions that have started with where their notes stand, the newest first, by pages', async () => {
    const { records } = hub.test;
    const plan = (id: string, start: number) =>
      records.sessions.add(
        { id, groupId: GROUP, groupName: 'x', scheduledStart: start, scheduledEnd: start, blocks: [] },
        null,
      );
    await plan('planned', START + minutes(30));
    await plan('old', START - minutes(40 * 24 * 60));
    await hub.sign([await hub.draft('ana')]);
    const { sessions, olderBefore } = await sessionsOf(hub.owner);
    expect(sessions).toMatchObject([
      {
        sessionId: SESSION,
        groupName: 'Tuesday evening',
        serviceDate: '2026-11-24',
        status: 'ended',
        notes: [
          { docId: noteOf('group'), kind: 'group', memberId: null, stage: { stage: 'draft' } },
          { docId: noteOf('ana'), kind: 'member', memberId: 'ana', stage: { stage: 'signed' } },
          { docId: noteOf('ben'), kind: 'member', memberId: 'ben', stage: { stage: 'draft' } },
        ],
      },
    ]);
    // The end of the third business day after a Tuesday, Thanksgiving being none of the practice's holidays.
    expect(sessions[0]?.notes[0]?.dueAt).toBe(Date.UTC(2026, 10, 28, 8));
    expect((olderBefore ?? 1) % (14 * 24 * 3_600_000)).toBe(0);
    expect(await sessionsOf(hub.owner, `?before=${olderBefore}`)).toEqual({
      sessions: [],
      olderBefore: null,
    });
    expect((await hub.owner('GET', '/api/notes/sessions?before=soon')).status).toBe(400);
  });
});

describe('who may', () => {
  it.each(staffRoleSchema.options)('SG11 a %s of another group sees and signs none', async (role) => {
    const { ask } = await hub.test.signedIn(role);
    const isEverywhere = role === 'supervisor';
    const expected = role === 'administrator' ? 403 : isEverywhere ? 200 : 404;
    const url = `/api/notes/records/${GROUP}/${SESSION}/ana`;
    expect((await ask('GET', `/api/notes/sessions/${SESSION}`)).status).toBe(expected);
    expect((await ask('GET', url)).status).toBe(expected);
    expect((await ask('POST', '/api/notes/sign', await signBody())).status).toBe(expected);
    const amendment = { type: 'enteredInError', reason: 'Wrong chart' };
    const amend = { passphrase: PASSPHRASE, docId: noteOf('ana'), lastHash: NO_RECORD, amendment };
    expect((await ask('POST', '/api/notes/amend', amend)).status).toBe(expected);
    if (expected !== 403) expect((await sessionsOf(ask)).sessions).toHaveLength(isEverywhere ? 1 : 0);
  });

  it('SG11 NO51 a note taker of the group reads, and is refused to sign', async () => {
    const { ask, id } = await hub.test.signedIn('noteTaker');
    await hub.test.records.groupStaff.assign(GROUP, [hub.ownerId, id]);
    expect((await hub.session(ask)).signers.map(({ staffId }) => staffId)).toEqual([hub.ownerId]);
    expect(await hub.sign([await hub.draft('ana')], { ask })).toMatchObject([
      { result: 'refused', refusals: ['roleMayNot', 'noCredential'] },
    ]);
  });

  it('SG30 a wrong passphrase signs nothing, costs the waits of a sign-in, and is recorded', async () => {
    for (let time = 0; time < 5; time += 1)
      expect(await hub.owner('POST', '/api/notes/sign', await signBody('wrong'))).toMatchObject({
        status: 403,
        json: { error: { rule: 'account.wrongCurrentPassphrase' } },
      });
    expect(await hub.owner('POST', '/api/notes/sign', await signBody())).toMatchObject({
      status: 429,
      json: { error: { rule: 'account.lockedOut' } },
    });
    const url = `/api/notes/records/${GROUP}/${SESSION}/ana`;
    expect((await hub.owner('GET', url)).json).toEqual({ records: [], returnedWith: {}, access: 'team' });
    expect(await hub.last()).toMatchObject({ kind: 'confirmFailed', actor: { id: hub.ownerId } });
  });

  it('SG3 a chain that was altered is not given out, and nothing is added to it', async () => {
    await hub.sign([await hub.draft('ana')]);
    const raw = new DatabaseSync(`${hub.test.dir}/hub.sqlite`);
    raw.exec(`update note_records set hash = '${'0'.repeat(64)}'`);
    raw.close();
    const url = `/api/notes/records/${GROUP}/${SESSION}/ana`;
    expect(await hub.owner('GET', url)).toMatchObject({ status: 500, json: { error: { kind: 'internal' } } });
    const amendment = { type: 'enteredInError', reason: 'Wrong chart' };
    const body = { passphrase: PASSPHRASE, docId: noteOf('ana'), lastHash: NO_RECORD, amendment };
    expect((await hub.owner('POST', '/api/notes/amend', body)).status).toBe(500);
  });

  it('SG26 SG60 tells the goals and the response of a member’s last note, audits that it was read, and says where its records are damaged', async () => {
    const lastOf = async (memberId: string) =>
      lastNoteReplySchema.parse(
        (await hub.owner('GET', `/api/notes/sessions/${SESSION}/goals/${memberId}`)).json,
      ).last;
    const { length } = await hub.entries();
    expect(await lastOf('ana')).toBeNull();
    expect(await hub.entries()).toHaveLength(length);
    const append = async (content: NoteRecordContent) => {
      const record = await sealRecord(content, sha256Hex);
      await hub.test.records.notes.append({ record, words: null }, START);
      return record.hash;
    };
    const signature = {
      staffId: hub.ownerId,
      printedName: 'Maria Santos',
      credential: LMFT,
      signedAt: START - minutes(9000),
      timeZone: 'America/Los_Angeles',
      attestation: '',
    };
    const before = async (subject: 'ana' | 'ben', goal: string) =>
      append({
        ...(await hub.draft(subject)),
        noteId: noteOf(subject, 's0'),
        elements: { ...DRAFT.elements, goals: [{ text: goal, progress: 'some' }] },
        type: 'signed',
        previousHash: null,
        signature,
        dueAt: START,
        isLateEntry: false,
        lateReason: '',
      });
    await before('ana', 'Walk away from a heron');
    const previousHash = await before('ben', 'Sleep through');
    const saidOf = async (subject: 'ana' | 'ben') => {
      const draft = await hub.draft(subject);
      const { session, member } = draft.facts;
      return {
        response: responseTextOf(draft),
        location: member?.location ?? null,
        modality: session.modality,
      };
    };
    const ana = {
      memberId: 'ana',
      docId: noteOf('ana', 's0'),
      goals: ['Walk away from a heron'],
      ...(await saidOf('ana')),
    };
    const ben = {
      memberId: 'ben',
      docId: noteOf('ben', 's0'),
      goals: ['Sleep through'],
      ...(await saidOf('ben')),
    };
    expect(await lastOf('ben')).toEqual(ben);
    expect(await lastOf('ana')).toEqual(ana);
    const entry = await hub.last();
    expect(entry).toMatchObject({
      kind: 'noteRead',
      about: { kind: 'member', id: 'ana' },
      details: { documents: [ana.docId] },
    });
    expect(JSON.stringify(entry)).not.toContain('heron');
    await append({
      type: 'enteredInError',
      noteId: ben.docId,
      previousHash,
      reason: 'Wrong chart',
      signature,
    });
    expect(await lastOf('ben')).toBeNull();
    const raw = new DatabaseSync(`${hub.test.dir}/hub.sqlite`);
    raw.exec(`update note_records set hash = '${'0'.repeat(64)}' where subject = 'ana'`);
    raw.close();
    expect(await lastOf('ana')).toEqual({
      memberId: 'ana',
      docId: null,
      goals: null,
      response: '',
      location: null,
      modality: null,
    });
  });
});

describe('in the audit and the log', () => {
  it('SG60 leaves an entry for what is read, signed, refused and added, and SG61 says nothing of what is in it', async () => {
    const before = (await hub.entries()).length;
    const [ana, ben] = [await hub.draft('ana'), await hub.draft('ben')];
    await hub.sign([ana, { ...ben, elements: { ...ben.elements, risk: null } }]);
    await hub.sign([{ ...ben, elements: { ...ben.elements, risk: null } }]);
    const amendment = { type: 'enteredInError', reason: 'A kestrel in it' };
    await hub.owner('POST', '/api/notes/amend', {
      passphrase: PASSPHRASE,
      docId: noteOf('ana'),
      lastHash: await hub.lastHash('ana'),
      amendment,
    });
    await hub.owner('GET', `/api/notes/records/${GROUP}/${SESSION}/ana`);
    await hub.owner('GET', `/api/notes/records/${GROUP}/${SESSION}/ben`);
    const entries = (await hub.entries()).slice(before);
    const read = { kind: 'noteFactsRead', about: { kind: 'session', id: SESSION } };
    expect(entries).toMatchObject([
      read,
      read,
      { kind: 'notesSigned', details: { documents: [noteOf('ana')] } },
      { kind: 'notesRefused', details: { documents: [noteOf('ben')] } },
      {
        kind: 'noteAmended',
        about: { kind: 'member', id: 'ana' },
        details: { documents: [noteOf('ana')], fields: ['enteredInError'] },
      },
      { kind: 'noteRead', about: { kind: 'member', id: 'ana' }, details: { documents: [noteOf('ana')] } },
    ]);
    const written = JSON.stringify(entries) + hub.test.log.join('');
    for (const secret of ['Alert and at ease', 'kestrel', 'Ramírez', PASSPHRASE])
      expect(written).not.toContain(secret);
  });
});
