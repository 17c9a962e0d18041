import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenAt } from '../../../src/domain/notes/canonical.ts';
import { minutes } from '../../../src/domain/notes/testKit.ts';
import { sha256Hex } from '../../../src/hub/notes/createNoteStore.ts';
import { noteRecordsReplySchema } from '../../../src/protocol/api/notes.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { createNotesHub, GROUP, noteOf, SESSION, toAsked, type NotesHub } from './notesHub.ts';
import { comeBack, PASSPHRASE, START } from './testHub.ts';

const DAY = minutes(24 * 60);

let hub: NotesHub;
beforeEach(async () => {
  hub = await createNotesHub();
});
afterEach(() => hub.test.close());

const chainOf = async (subject: string) => {
  const { json } = await hub.owner('GET', `/api/notes/records/${GROUP}/${SESSION}/${subject}`);
  return noteRecordsReplySchema.parse(json).records;
};
const withText = (draft: NoteDraft, id: string, text: string): NoteDraft => ({
  ...draft,
  sections: draft.sections.map((section) => (section.id === id ? { ...section, text } : section)),
});
const refusalOf = async (draft: NoteDraft, more: Parameters<NotesHub['sign']>[1] = {}) => {
  const [outcome] = await hub.sign([draft], more);
  return outcome?.result === 'refused' ? [outcome.refusals, outcome.findings] : outcome?.result;
};

describe('signing notes', () => {
  it('SG35 SG37 keeps what was signed, with the hub’s time, the credential and the attestation', async () => {
    const draft = await hub.draft('ana');
    const [outcome] = await hub.sign([draft]);
    expect(outcome).toMatchObject({
      result: 'signed',
      docId: noteOf('ana'),
      record: {
        content: {
          ...draft,
          previousHash: null,
          isLateEntry: false,
          lateReason: '',
          signature: {
            staffId: hub.ownerId,
            printedName: 'Maria Santos',
            credential: { type: 'LMFT', number: '12345' },
            signedAt: START,
            timeZone: 'America/Los_Angeles',
            attestation: (await hub.session()).attestation,
          },
        },
      },
    });
    const chain = await chainOf('ana');
    expect(chain).toHaveLength(1);
    expect(await brokenAt(chain, sha256Hex)).toBeNull();
    expect((await hub.session()).notes.find(({ docId }) => docId === noteOf('ana'))?.stage).toEqual({
      stage: 'signed',
      at: START,
    });
  });

  it('SG33 one that is refused refuses no other, and says every reason at once', async () => {
    const [ana, ben] = [await hub.draft('ana'), await hub.draft('ben')];
    const naming = withText(ana, 'behavior', 'Sat beside Keller ⟦twice⟧.');
    const outcomes = await hub.sign([
      { ...naming, elements: { ...ana.elements, risk: null, participation: null } },
      ben,
    ]);
    expect(outcomes).toEqual([
      {
        result: 'refused',
        docId: noteOf('ana'),
        refusals: ['blocked'],
        findings: ['participationMissing', 'riskMissing', 'otherName', 'unsettled'],
      },
      expect.objectContaining({ result: 'signed', docId: noteOf('ben') }),
    ]);
    expect(await refusalOf(naming, { hasOpened: false })).toEqual([
      ['notOpened', 'blocked'],
      ['otherName', 'unsettled'],
    ]);
    expect(await chainOf('ana')).toEqual([]);
  });

  it('SG31 facts that are not the log’s are refused, whoever gives them; what a person gives is theirs', async () => {
    const draft = await hub.draft('ana');
    const { session, member } = draft.facts;
    const more = (change: object, ofSession: object = {}) => ({
      ...draft,
      facts: { session: { ...session, ...ofSession }, member: member && { ...member, ...change } },
    });
    for (const facts of [
      more({ minutes: 61 }),
      more({ countableSeconds: 1 }),
      more({ name: 'Anna R.' }),
      more({}, { groupName: 'Another' }),
      more({}, { facilitators: [] }),
    ])
      expect(await refusalOf(facts)).toEqual([['blocked'], ['factsDiffer']]);
    expect(await refusalOf(more({}, { participantCount: 3 }))).toEqual([['blocked'], ['countDiffers']]);
    const given = { topic: { en: 'Sleep', es: 'Sueño' }, modality: 'support', deliveryMode: 'hybrid' };
    const located = { location: { type: 'home', cityAndState: 'Riverside, CA' } };
    expect(await refusalOf(more(located, given))).toBe('signed');
  });

  it('SG31 a member’s note is for who was there, an absence note for who was not', async () => {
    const ana = await hub.draft('ana');
    const { members } = (await hub.session()).facts;
    const cora = members.find(({ memberId }) => memberId === 'cora') ?? null;
    const ofCora = { ...ana, noteId: noteOf('cora'), facts: { ...ana.facts, member: cora } };
    expect(await refusalOf(ofCora)).toEqual([['blocked'], ['factsDiffer']]);
    const sections = [
      { id: 'absenceReason' as const, text: 'Said nothing before.' },
      { id: 'outreach' as const, text: 'Called once, left a message.' },
      { id: 'plan' as const, text: 'Calls again tomorrow.' },
    ];
    const absence = { ...ofCora, kind: 'absence' as const, sections };
    expect(await refusalOf(absence)).toBe('signed');
    const wrong = { ...absence, noteId: noteOf('ana'), facts: ana.facts };
    expect(await refusalOf(wrong)).toEqual([['blocked'], ['factsDiffer']]);
  });

  it('SG32 what another note of the session says is found: signed before, or in the same request', async () => {
    const [ana, ben] = [await hub.draft('ana'), await hub.draft('ben')];
    const same = ana.sections.find(({ id }) => id === 'response')?.text ?? '';
    const cloned = withText(ben, 'response', same);
    const outcomes = await hub.sign([ana, cloned]);
    expect(outcomes.map(({ result }) => result)).toEqual(['signed', 'refused']);
    expect(await refusalOf(cloned)).toEqual([['blocked'], ['sameText']]);
  });

  it('SG34 what is not whole, or of nobody, refuses the request and signs nothing', async () => {
    const draft = await hub.draft('ana');
    const ben = await hub.draft('ben');
    const post = async (...notes: readonly object[]) =>
      (await hub.owner('POST', '/api/notes/sign', { passphrase: PASSPHRASE, notes })).status;
    const asked = toAsked(draft);
    for (const wrong of [
      { ...asked, docId: noteOf('ben') },
      { ...asked, draft: { ...draft, noteId: noteOf('ben') } },
      { ...asked, draft: { ...draft, facts: ben.facts } },
      { ...asked, draft: { ...draft, kind: 'group' } },
      { ...asked, draft: { ...draft, kind: 'addendum', sections: [] } },
      { ...asked, draft: { ...draft, format: 'SOAP' } },
      { ...asked, draft: { ...draft, sections: [...draft.sections, ...draft.sections] } },
      { ...asked, draft: withText(draft, 'plan', 'half \ud83d') },
      { ...asked, docId: `marks/${GROUP}/${SESSION}/ana` },
    ])
      expect(await post(toAsked(ben), wrong)).toBe(400);
    expect(await post(asked, asked)).toBe(400);
    expect(await post()).toBe(400);
    expect(await post(...Array.from({ length: 21 }, () => asked))).toBe(400);
    const nobody = { ...draft, noteId: noteOf('nobody'), facts: { ...draft.facts, member: null } };
    expect(await post(toAsked(nobody))).toBe(400);
    const stranger = draft.facts.member && { ...draft.facts.member, memberId: 'zed' };
    const ofStranger = { ...draft, noteId: noteOf('zed'), facts: { ...draft.facts, member: stranger } };
    expect(await post(toAsked(ben), toAsked(ofStranger))).toBe(404);
    const elsewhere = {
      ...draft,
      noteId: noteOf('ana', 's9'),
      facts: { ...draft.facts, session: { ...draft.facts.session, sessionId: 's9' } },
    };
    expect(await post(toAsked(ben), toAsked(elsewhere))).toBe(404);
    expect(await chainOf('ben')).toEqual([]);
  });

  it('SG36 the same again is answered with the record there is, and another text is refused', async () => {
    const draft = await hub.draft('ana');
    const [first] = await hub.sign([draft]);
    hub.test.clock.now += minutes(60);
    await comeBack(hub.owner);
    expect(await hub.sign([draft])).toEqual([first]);
    expect(await refusalOf(withText(draft, 'plan', 'Another plan.'))).toEqual([['alreadySigned'], []]);
    expect(await chainOf('ana')).toHaveLength(1);
  });

  it('SG2 SG33 of two signings at once one holds', async () => {
    const draft = await hub.draft('ana');
    const other = await hub.test.signedIn('lead');
    await hub.test.records.groupStaff.assign(GROUP, [hub.ownerId, other.id]);
    await hub.owner('PUT', `/api/staff/${other.id}/signature`, {
      printedName: 'Noor Khan',
      credential: { type: 'LCSW', number: '9', state: 'CA', expiresOn: null, requiresCosignature: false },
    });
    const [one, two] = await Promise.all([hub.sign([draft]), hub.sign([draft], { ask: other.ask })]);
    const outcomes = [...one, ...two];
    expect(outcomes.filter(({ result }) => result === 'signed')).toHaveLength(1);
    expect(outcomes.find(({ result }) => result === 'refused')).toMatchObject({
      refusals: ['alreadySigned'],
    });
    expect(await chainOf('ana')).toHaveLength(1);
  });

  it('SG35 late needs a reason and says so; in time there is none', async () => {
    const [ana, ben] = [await hub.draft('ana'), await hub.draft('ben')];
    const [inTime] = await hub.sign([ben], { lateReason: 'not needed' });
    expect(inTime).toMatchObject({ record: { content: { isLateEntry: false, lateReason: '' } } });
    hub.test.clock.now = START + 5 * DAY;
    const ask = await hub.ownerAgain();
    expect(await refusalOf(ana, { ask })).toEqual([['lateReasonMissing'], []]);
    const [late] = await hub.sign([ana], { ask, lateReason: 'Was ill' });
    expect(late).toMatchObject({
      record: {
        content: { isLateEntry: true, lateReason: 'Was ill', signature: { signedAt: START + 5 * DAY } },
      },
    });
  });

  it('SG35 NO51 without a credential, or with one that has expired, nothing is signed', async () => {
    const draft = await hub.draft('ana');
    const set = (credential: object | null) =>
      hub.owner('PUT', `/api/staff/${hub.ownerId}/signature`, { printedName: 'Maria Santos', credential });
    await set(null);
    expect(await refusalOf(draft)).toEqual([['noCredential'], []]);
    const expired = { type: 'LMFT', number: '1', state: 'CA', requiresCosignature: false };
    await set({ ...expired, expiresOn: '2026-11-23' });
    expect(await refusalOf(draft)).toEqual([['credentialExpired'], []]);
    await set({ ...expired, expiresOn: '2026-11-24' });
    expect(await refusalOf(draft)).toBe('signed');
  });
});

describe('before the end of the session', () => {
  it('NO52 nothing is signed, and before its start there is nothing to say', async () => {
    const open = await createNotesHub({ isEnded: false });
    const draft = await open.draft('ana');
    expect(await open.sign([draft])).toMatchObject([{ refusals: ['sessionNotEnded'] }]);
    await open.test.records.sessions.add(
      { id: 's2', groupId: GROUP, groupName: 'x', scheduledStart: START, scheduledEnd: START, blocks: [] },
      null,
    );
    expect(await open.owner('GET', '/api/notes/sessions/s2')).toMatchObject({
      status: 409,
      json: { error: { rule: 'session.notStarted' } },
    });
    await open.test.close();
  });
});
