import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { consentsReplySchema, type ConsentBody } from '../../../src/protocol/api/consents.ts';
import { notesSessionsReplySchema } from '../../../src/protocol/api/notes.ts';
import { staffRoleSchema } from '../../../src/protocol/session/people.ts';
import {
  consentOf,
  createNotesHub,
  GROUP,
  noteOf,
  SESSION,
  toAsked,
  TPO_CONSENT,
  type NotesHub,
} from './notesHub.ts';
import { comeBack, PASSPHRASE, type Ask } from './testHub.ts';

type Person = { readonly ask: Ask; readonly id: string };
const WITHDRAWAL = { withdrawnOn: '2026-11-20', how: 'A letter' };

let hub: NotesHub;
let supervisor: Person;
beforeEach(async () => {
  hub = await createNotesHub();
  supervisor = await hub.test.signedIn('supervisor');
  await hub.sign([await hub.draft('ana')]);
});
afterEach(() => hub.test.close());

const member = (memberId: string) => `/api/groups/${GROUP}/members/${memberId}/consents`;
const give = (ask: Ask, body: ConsentBody = TPO_CONSENT, memberId = 'ana') =>
  ask('POST', member(memberId), body);
const withdraw = (ask: Ask, consentId = consentOf('ana'), body: object = WITHDRAWAL) =>
  ask('POST', `${member('ana')}/${consentId}/withdrawal`, body);
const read = (ask: Ask, subject = 'ana') => ask('GET', `/api/notes/records/${GROUP}/${SESSION}/${subject}`);
const all = async (ask: Ask = hub.owner) =>
  consentsReplySchema.parse((await ask('GET', `/api/groups/${GROUP}/consents`)).json);
const noteInList = async (ask: Ask, subject = 'ana') => {
  const { sessions } = notesSessionsReplySchema.parse((await ask('GET', '/api/notes/sessions')).json);
  return sessions[0]?.notes.find(({ docId }) => docId === noteOf(subject));
};
const withheld = { status: 403, json: { error: { rule: 'notes.withheld' } } };

describe('consents', () => {
  it('SG80 SG81 are given and withdrawn, and all that ever was stays readable', async () => {
    const specific: ConsentBody = {
      ...TPO_CONSENT,
      scope: 'specific',
      recipients: 'My sister',
      end: { kind: 'day', day: '2026-11-23' },
    };
    hub.test.clock.now += 1;
    expect((await give(hub.owner, specific)).status).toBe(200);
    expect((await withdraw(hub.owner)).status).toBe(200);
    expect(await withdraw(hub.owner)).toMatchObject({
      status: 409,
      json: { error: { rule: 'consent.withdrawnAlready' } },
    });
    const { consents, today } = await all();
    expect(today).toBe('2026-11-24');
    expect(consents.filter(({ memberId }) => memberId === 'ana')).toMatchObject([
      {
        scope: 'specific',
        recipients: 'My sister',
        standing: 'over',
        recordedBy: 'Maria S.',
        withdrawal: null,
      },
      { scope: 'tpo', standing: 'withdrawn', withdrawal: { ...WITHDRAWAL, recordedBy: 'Maria S.' } },
    ]);
  });

  it('SG80 says nothing in the open of what they say', async () => {
    await give(hub.owner, { ...TPO_CONSENT, recipients: 'The heron clinic' });
    await withdraw(hub.owner, consentOf('ana'), { ...WITHDRAWAL, how: 'Told the heron' });
    const file = new DatabaseSync(`${hub.test.dir}/hub.sqlite`);
    const rows = [
      ...file.prepare('select * from consents').all(),
      ...file.prepare('select * from consent_withdrawals').all(),
    ];
    file.close();
    const open = rows.map((row) =>
      Object.values(row).map((value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      ),
    );
    expect(rows).toHaveLength(5);
    expect(JSON.stringify(open)).not.toMatch(/heron|tpo/);
  });

  it('SG82 are refused where the days do not fit, and nothing is kept', async () => {
    for (const [change, rule] of [
      [{ signedOn: '2026-11-25' }, 'consent.notYetSigned'],
      [{ end: { kind: 'day', day: '2026-08-01' } }, 'consent.endsBefore'],
      [{ scope: 'legal' }, 'consent.needsEnd'],
    ] as const)
      expect(await give(hub.owner, { ...TPO_CONSENT, ...change })).toMatchObject({
        status: 400,
        json: { error: { rule } },
      });
    const early = { ...WITHDRAWAL, withdrawnOn: '2026-08-01' };
    expect(await withdraw(hub.owner, consentOf('ana'), early)).toMatchObject({
      json: { error: { rule: 'consent.withdrawnBefore' } },
    });
    expect((await all()).consents).toHaveLength(3);
  });

  it.each(staffRoleSchema.options)('SG83 a %s records and sees them as the table says', async (role) => {
    const { ask, id } = await hub.test.signedIn(role);
    await hub.test.records.groupStaff.assign(GROUP, [hub.ownerId, id]);
    const keeps = ['lead', 'coFacilitator', 'administrator'].includes(role);
    const sees = keeps || role === 'supervisor';
    expect((await ask('GET', `/api/groups/${GROUP}/consents`)).status).toBe(sees ? 200 : 403);
    expect((await give(ask)).status).toBe(keeps ? 200 : 403);
    expect((await withdraw(ask)).status).toBe(keeps ? 200 : 403);
  });

  it('SG83 are not there for who does not see the group, nor under another member or group', async () => {
    const stranger = await hub.test.signedIn('lead');
    expect((await stranger.ask('GET', `/api/groups/${GROUP}/consents`)).status).toBe(404);
    expect((await give(stranger.ask)).status).toBe(404);
    expect((await give(hub.owner, TPO_CONSENT, 'nobody')).status).toBe(404);
    expect((await withdraw(hub.owner, consentOf('ben'))).status).toBe(404);
  });
});

describe('notes that depend on them', () => {
  it('SG84 SG85 SG86 are withheld from a supervisor who is not of the team once consent is withdrawn, and given again with a new one', async () => {
    expect(await read(supervisor.ask)).toMatchObject({ status: 200, json: { access: 'consent' } });
    expect(await noteInList(supervisor.ask)).toMatchObject({ access: 'consent', stage: { stage: 'signed' } });
    await withdraw(hub.owner);
    expect(await read(supervisor.ask)).toMatchObject(withheld);
    // The list is as if nothing had been written; what is known of everybody's presence stays.
    expect(await noteInList(supervisor.ask)).toMatchObject({ access: 'withheld', stage: { stage: 'draft' } });
    expect(await noteInList(supervisor.ask, 'ben')).toMatchObject({ access: 'consent' });
    const reply = await hub.session(supervisor.ask);
    expect(reply).toMatchObject({ isOfTeam: false, ratings: [] });
    expect(reply.notes.find(({ memberId }) => memberId === 'ana')).toMatchObject({ access: 'withheld' });
    expect((await read(supervisor.ask, 'group')).status).toBe(200);
    const goals = `/api/notes/sessions/${SESSION}/goals/ana`;
    expect(await supervisor.ask('GET', goals)).toMatchObject(withheld);
    expect(await hub.last()).toMatchObject({ kind: 'noteWithheld', about: { kind: 'member', id: 'ana' } });
    await give(hub.owner);
    expect((await read(supervisor.ask)).status).toBe(200);
  });

  it('SG84 are the team’s without any, also for a supervisor who is assigned', async () => {
    await withdraw(hub.owner);
    expect(await read(hub.owner)).toMatchObject({ status: 200, json: { access: 'team' } });
    expect(await hub.session()).toMatchObject({ isOfTeam: true });
    await hub.test.records.groupStaff.assign(GROUP, [hub.ownerId, supervisor.id]);
    expect(await read(supervisor.ask)).toMatchObject({ status: 200, json: { access: 'team' } });
  });

  it('SG84 no other kind of consent opens them', async () => {
    await withdraw(hub.owner);
    await give(hub.owner, { ...TPO_CONSENT, scope: 'telehealth' });
    await give(hub.owner, {
      ...TPO_CONSENT,
      scope: 'counselingNotes',
      end: { kind: 'event', words: 'discharge' },
    });
    await give(hub.owner, { ...TPO_CONSENT, end: { kind: 'day', day: '2026-11-23' } });
    expect(await read(supervisor.ask)).toMatchObject(withheld);
  });

  it('SG86 are not signed, co-signed or added to unread', async () => {
    await withdraw(hub.owner);
    const lastHash = await hub.lastHash('ana');
    const amend = (ask: Ask) =>
      ask('POST', '/api/notes/amend', {
        passphrase: PASSPHRASE,
        docId: noteOf('ana'),
        lastHash,
        amendment: { type: 'enteredInError', reason: 'Wrong chart' },
      });
    expect(await amend(supervisor.ask)).toMatchObject(withheld);
    const notes = [toAsked(await hub.draft('ana'))];
    expect(await supervisor.ask('POST', '/api/notes/sign', { passphrase: PASSPHRASE, notes })).toMatchObject(
      withheld,
    );
    expect(await hub.lastHash('ana')).toBe(lastHash);
  });

  it('SG86 SG87 an emergency opens them for an hour, loudly; the audit says by what each was read', async () => {
    await withdraw(hub.owner);
    await read(supervisor.ask);
    const reason = 'The member did not answer at all.';
    const open = await supervisor.ask('POST', '/api/emergency-accesses', { groupId: GROUP, reason });
    expect(open.status).toBe(200);
    expect(await read(supervisor.ask)).toMatchObject({ status: 200, json: { access: 'emergency' } });
    hub.test.clock.now += 1;
    await give(hub.owner);
    await read(supervisor.ask);
    await read(hub.owner);
    const told = (await hub.entries())
      .filter(({ kind }) => ['consentWithdrawn', 'consentGiven', 'noteRead', 'noteWithheld'].includes(kind))
      .map(({ kind, about, basis }) => [kind, about?.id, basis]);
    expect(told).toEqual([
      ['consentWithdrawn', 'ana', 'keepConsents'],
      ['noteWithheld', 'ana', null],
      ['noteRead', 'ana', 'emergency'],
      ['consentGiven', 'ana', 'keepConsents'],
      ['noteRead', 'ana', 'consent'],
      ['noteRead', 'ana', 'readNotes'],
    ]);
    await withdraw(hub.owner, (await all()).consents[0]?.id);
    hub.test.clock.now += 60 * 60_000;
    await comeBack(supervisor.ask);
    expect(await read(supervisor.ask)).toMatchObject(withheld);
  });
});
