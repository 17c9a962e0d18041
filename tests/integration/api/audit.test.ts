import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hashEntry, NO_HASH } from '../../../src/hub/audit/auditHash.ts';
import { REFUSALS_PER_MINUTE } from '../../../src/hub/audit/RefusalBudget.ts';
import { ROUTE_TRACES } from '../../../src/hub/audit/routeTraces.ts';
import { auditCheckReplySchema, auditReplySchema, type AuditEntry } from '../../../src/protocol/api/audit.ts';
import { groupReplySchema, memberLinkReplySchema } from '../../../src/protocol/api/groups.ts';
import { createTestHub, PASSPHRASE, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let ownerId: string;
beforeEach(async () => {
  test = await createTestHub();
  const made = await test.setUp();
  owner = made.ask;
  ownerId = made.me.staff.id;
});
afterEach(() => test.close());

/** What has been written since, oldest first, without the reading itself. */
async function entries(query = ''): Promise<AuditEntry[]> {
  const { json, status } = await owner('GET', `/api/audit${query}`);
  expect(status).toBe(200);
  return auditReplySchema
    .parse(json)
    .entries.filter(({ kind }) => kind !== 'auditRead')
    .reverse();
}
const last = async () => (await entries()).at(-1);
const GROUP = { name: 'Tuesday evening', template: 'IOP-180', meetingTimes: [] };
const addGroup = async () =>
  groupReplySchema.parse((await owner('POST', '/api/groups', GROUP)).json).group.id;
const addMember = async (groupId: string) => {
  const { json } = await owner('POST', `/api/groups/${groupId}/members`, {
    displayName: 'Ana R.',
    language: 'es',
  });
  const { member, url } = memberLinkReplySchema.parse(json);
  return { memberId: member.id, token: url.split('#')[1] ?? '' };
};
const signIn = (accountName: string, passphrase: string) =>
  test.as(null)('POST', '/api/sign-in', { accountName, passphrase });
/** Somebody spoils the audit's table: nothing can be written to it any more. */
function spoil(): void {
  const raw = new DatabaseSync(path.join(test.dir, 'hub.sqlite'));
  raw.exec('alter table audit_entries rename to gone');
  raw.close();
}

describe('what leaves an entry', () => {
  it('AU10 first run, sign-in, wrong passphrases and sign-out', async () => {
    await signIn('MARIA', 'not the passphrase');
    await signIn('nobody', 'not the passphrase');
    const { cookie } = await signIn('maria', PASSPHRASE);
    await test.as(cookie ?? '')('POST', '/api/sign-out');
    await test.as(null)('POST', '/api/sign-out');
    const staff = { kind: 'staff', id: ownerId, name: 'Maria S.' };
    const nobody = { kind: 'nobody' };
    const details = { address: '127.0.0.1' };
    expect(await entries()).toMatchObject([
      { seq: 1, kind: 'auditBegan', actor: { kind: 'hub' }, details: {} },
      { kind: 'practiceSetUp', actor: staff, about: null, basis: null, details },
      { kind: 'signInFailed', actor: nobody, about: staff, details },
      { kind: 'signInFailed', actor: nobody, about: null, details },
      { kind: 'signedIn', actor: staff, details },
      { kind: 'signedOut', actor: staff, details },
    ]);
  });

  it('AU10 a link that opens a seat, and one that does not', async () => {
    const { memberId, token } = await addMember(await addGroup());
    await test.as(null)('POST', '/api/door', { token });
    expect(await last()).toMatchObject({
      kind: 'seatTaken',
      actor: { kind: 'member', id: memberId, name: 'Ana R.' },
      about: { kind: 'seat', name: 'Ana R.' },
    });
    await test.as(null)('POST', '/api/door', { token: 'A'.repeat(22) });
    expect(await last()).toMatchObject({ kind: 'doorRefused', actor: { kind: 'nobody' }, about: null });
  });

  it('AU11, AU12 changes with the names of their fields, and what was read, each with the right to it', async () => {
    const before = (await entries()).length;
    const groupId = await addGroup();
    const { memberId } = await addMember(groupId);
    const member = `/api/groups/${groupId}/members/${memberId}`;
    await owner('GET', `/api/groups/${groupId}`);
    await owner('PATCH', `/api/groups/${groupId}`, { name: 'Other' });
    await owner('PATCH', member, { displayName: 'Ana Q.', language: 'en' });
    await owner('POST', `${member}/link`);
    await owner('DELETE', `${member}/link`);
    const session = await owner('POST', '/api/sessions', { groupId });
    const sessionId = z.object({ session: z.object({ id: z.string() }) }).parse(session.json).session.id;
    await owner('GET', `/api/sessions/${sessionId}/attendance`);
    await owner('POST', '/api/decks', { title: 'Own', markdown: '# One\n\nText' });
    await owner('DELETE', member);
    const { id } = await test.signedIn('noteTaker');
    await owner('PATCH', `/api/staff/${id}`, { role: 'supervisor', isActive: false, passphrase: PASSPHRASE });
    await owner('PATCH', `/api/staff/${ownerId}`, { displayName: 'M. S.' });

    const all = await entries();
    const brief = all.slice(before).map(({ kind, about, basis, details: { address: _, ...details } }) => ({
      kind,
      about: about?.id,
      basis,
      details,
    }));
    expect(brief).toEqual([
      {
        kind: 'groupAdded',
        about: groupId,
        basis: 'editGroups',
        details: { fields: ['name', 'template', 'meetingTimes'] },
      },
      {
        kind: 'memberAdded',
        about: memberId,
        basis: 'editRoster',
        details: { fields: ['displayName', 'language'] },
      },
      { kind: 'rosterRead', about: groupId, basis: 'seeGroups', details: {} },
      { kind: 'groupChanged', about: groupId, basis: 'editGroups', details: { fields: ['name'] } },
      {
        kind: 'memberChanged',
        about: memberId,
        basis: 'editRoster',
        details: { fields: ['displayName', 'language'] },
      },
      { kind: 'linkMade', about: memberId, basis: 'manageLinks', details: {} },
      { kind: 'linkRevoked', about: memberId, basis: 'manageLinks', details: {} },
      { kind: 'sessionPlanned', about: sessionId, basis: 'planSessions', details: {} },
      { kind: 'attendanceRead', about: sessionId, basis: 'seeReports', details: {} },
      { kind: 'deckAdded', about: expect.any(String), basis: 'editDecks', details: {} },
      { kind: 'memberRemoved', about: memberId, basis: 'editRoster', details: {} },
      {
        kind: 'staffAdded',
        about: id,
        basis: 'manageStaff',
        details: { fields: ['accountName', 'displayName', 'role', 'passphrase'], role: 'noteTaker' },
      },
      { kind: 'signedIn', about: undefined, basis: null, details: {} },
      {
        kind: 'staffChanged',
        about: id,
        basis: 'manageStaff',
        details: { fields: ['role', 'isActive', 'passphrase'], role: 'supervisor', isActive: false },
      },
      { kind: 'staffChanged', about: ownerId, basis: 'self', details: { fields: ['displayName'] } },
    ]);
    expect(all.slice(before).every(({ actor }) => actor.kind === 'staff')).toBe(true);
  });

  it('AU14 what was refused for want of the right', async () => {
    const { ask, id } = await test.signedIn('noteTaker');
    await ask('GET', '/api/audit');
    expect(await last()).toMatchObject({
      kind: 'refused',
      actor: { kind: 'staff', id },
      basis: 'readAudit',
      details: { route: 'GET /api/audit' },
    });
    await ask('PATCH', `/api/staff/${ownerId}`, { displayName: 'X' });
    expect(await last()).toMatchObject({ kind: 'refused', details: { route: 'PATCH /api/staff/:staffId' } });
  });

  it('AU15 every reading, checking and export of the audit', async () => {
    await owner('GET', '/api/audit?kinds=signedIn');
    await owner('GET', '/api/audit/check');
    await owner('GET', '/api/audit/export?format=csv');
    const [exported, checked, read] = await test.records.audit.newest({}, null, 3);
    expect(read).toMatchObject({ kind: 'auditRead', actor: { id: ownerId }, basis: 'readAudit' });
    expect(checked).toMatchObject({ kind: 'auditChecked', details: { upTo: read?.seq } });
    expect(exported).toMatchObject({ kind: 'auditExported', details: { format: 'csv' } });
  });

  it('AU16 every route of the API has its line, and no line is without a route', async () => {
    const { json } = await test.as(null)('GET', '/api/docs/json');
    const { paths } = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(json);
    const routes = Object.entries(paths).flatMap(([url, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${url.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(Object.keys(ROUTE_TRACES).sort()).toEqual(routes.sort());
  });

  it('AU17 a flood of guesses leaves sixty entries a minute, and says how many it left out', async () => {
    const guess = (index: number) =>
      test.as(null, { remoteAddress: `10.0.${index >> 3}.1` })('POST', '/api/door', {
        token: 'A'.repeat(22),
      });
    for (let index = 0; index < REFUSALS_PER_MINUTE + 20; index += 1) await guess(index);
    const refusals = async () =>
      (await test.records.audit.newest({ kinds: ['doorRefused'] }, null, 200)).toReversed();
    expect(await refusals()).toHaveLength(REFUSALS_PER_MINUTE);
    test.clock.now += 2_000;
    await guess(0);
    expect((await refusals()).at(-1)).toMatchObject({ details: { leftOut: 20, address: '10.0.0.1' } });
  });
});

describe('entry and change', () => {
  it('AU4 a change whose entry cannot be written is not made, whichever way the route answers', async () => {
    const groupId = await addGroup();
    const { memberId } = await addMember(groupId);
    spoil();
    const unavailable = { status: 503, json: { error: { kind: 'unavailable' } } };
    expect(await owner('PATCH', `/api/groups/${groupId}`, { name: 'Other' })).toMatchObject(unavailable);
    expect(await owner('DELETE', `/api/groups/${groupId}/members/${memberId}`)).toMatchObject(unavailable);
    expect((await test.records.groups.find(groupId))?.name).toBe('Tuesday evening');
    expect(await test.records.members.find(memberId)).not.toBeNull();
  });

  it('AU5 nothing is told without its entry', async () => {
    const groupId = await addGroup();
    await addMember(groupId);
    spoil();
    const answer = await owner('GET', `/api/groups/${groupId}`);
    expect(answer.status).toBe(503);
    expect(JSON.stringify(answer.json)).not.toContain('Ana');
    expect(await owner('GET', '/api/audit/export?format=csv')).toMatchObject({
      status: 503,
      json: { error: { kind: 'unavailable' } },
    });
  });

  it('AU4 a change that is refused leaves nothing', async () => {
    const before = (await entries()).length;
    expect((await owner('PATCH', '/api/groups/none', { name: 'X' })).status).toBe(404);
    expect((await owner('POST', '/api/groups', { name: '' })).status).toBe(400);
    expect(await entries()).toHaveLength(before);
  });
});

describe('reading the audit', () => {
  it('AU31 comes in pages, narrowed down by kind, person and day', async () => {
    for (let count = 0; count < 60; count += 1) await owner('GET', '/api/groups/none');
    const groupId = await addGroup();
    for (let count = 0; count < 60; count += 1) await owner('GET', `/api/groups/${groupId}`);
    test.clock.now += 3_600_000;
    await owner('PATCH', `/api/groups/${groupId}`, { name: 'Other' });
    const ask = async (query: string) =>
      auditReplySchema.parse((await owner('GET', `/api/audit${query}`)).json);

    const first = await ask('?kinds=rosterRead');
    expect(first).toMatchObject({ hasMore: true });
    expect(first.entries).toHaveLength(50);
    expect(first.entries[0]?.about).toEqual({ kind: 'group', id: groupId, name: 'Other' });
    const rest = await ask(`?kinds=rosterRead&before=${first.entries.at(-1)?.seq}`);
    expect(rest).toMatchObject({ hasMore: false });
    expect(rest.entries).toHaveLength(10);
    expect((await ask(`?person=${groupId}&from=${test.clock.now - 1000}`)).entries).toMatchObject([
      { kind: 'groupChanged' },
    ]);
    expect((await ask(`?person=${ownerId}&to=0`)).entries).toEqual([]);
    expect((await owner('GET', '/api/audit?kinds=nothing')).status).toBe(400);
  });

  it('AU32 puts names to ids, as far as there are any', async () => {
    const groupId = await addGroup();
    const { memberId } = await addMember(groupId);
    await owner('DELETE', `/api/groups/${groupId}/members/${memberId}`);
    expect(await last()).toMatchObject({
      kind: 'memberRemoved',
      actor: { name: 'Maria S.' },
      about: { kind: 'member', id: memberId, name: null },
    });
  });

  it('AU20, AU22 is checked, and says where it is broken', async () => {
    const check = async () => auditCheckReplySchema.parse((await owner('GET', '/api/audit/check')).json);
    const whole = await check();
    expect(whole).toMatchObject({ fault: null, brokenBefore: [] });
    await addGroup();
    const raw = new DatabaseSync(path.join(test.dir, 'hub.sqlite'));
    raw.exec(`update audit_entries set actor_id = 'other' where seq = 2`);
    raw.close();
    expect(await check()).toMatchObject({ upTo: 1, fault: { seq: 2, kind: 'altered', count: 1 } });
  });

  it('AU33 exports ids and hashes that anybody can recompute, and no name and no address', async () => {
    const groupId = await addGroup();
    await addMember(groupId);
    const jsonl = await owner('GET', '/api/audit/export?format=jsonl');
    expect(jsonl.headers['content-disposition']).toBe(
      'attachment; filename="circlewell-audit-2026-11-25.jsonl"',
    );
    const text = z.string().parse(jsonl.json);
    const lineSchema = z.object({
      seq: z.number(),
      at: z.iso.datetime(),
      kind: z.enum(['auditBegan', 'practiceSetUp', 'groupAdded', 'memberAdded', 'auditExported']),
      actorKind: z.enum(['hub', 'staff']),
      actorId: z.string().nullable(),
      aboutKind: z.enum(['group', 'member']).nullable(),
      aboutId: z.string().nullable(),
      sessionId: z.null(),
      basis: z.string().nullable(),
      sealed: z.string().nullable(),
      hash: z.string(),
    });
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => lineSchema.parse(JSON.parse(line)));
    expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(lines.at(-1)?.kind).toBe('auditExported');
    let before = NO_HASH;
    for (const line of lines) {
      const row = {
        seq: line.seq,
        at: Date.parse(line.at),
        kind: line.kind,
        actor_kind: line.actorKind,
        actor_id: line.actorId,
        about_kind: line.aboutKind,
        about_id: line.aboutId,
        session_id: line.sessionId,
        basis: line.basis,
        sealed: line.sealed === null ? null : Buffer.from(line.sealed, 'base64'),
      };
      expect(hashEntry(row, before)).toBe(line.hash);
      before = line.hash;
    }
    const csv = z.string().parse((await owner('GET', '/api/audit/export?format=csv')).json);
    expect(csv.split('\r\n')[0]).toBe(
      'seq,at,kind,actorKind,actorId,aboutKind,aboutId,sessionId,basis,sealed,hash',
    );
    expect(csv.trimEnd().split('\r\n')).toHaveLength(lines.length + 2);
    for (const file of [text, csv])
      for (const told of ['Maria', 'Ana R.', 'Tuesday', '127.0.0.1']) expect(file).not.toContain(told);
  });
});
