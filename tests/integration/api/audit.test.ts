import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  RefusalBudget,
  REFUSALS_OF_KIND_PER_MINUTE,
  REFUSALS_PER_MINUTE,
} from '../../../src/hub/audit/RefusalBudget.ts';
import { ROUTE_TRACES } from '../../../src/hub/audit/routeTraces.ts';
import type { AuditKind } from '../../../src/protocol/api/audit.ts';
import { allRoutes } from './allRoutes.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import { createTestHub, PASSPHRASE, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let ownerId: string;
let entries: AuditedHub['entries'];
let last: AuditedHub['last'];
let addGroup: AuditedHub['addGroup'];
let addMember: AuditedHub['addMember'];
beforeEach(async () => {
  ({ test, owner, ownerId, entries, last, addGroup, addMember } = await createAuditedHub());
});
afterEach(() => test.close());

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

  it('AU10 a try at the first run without the setup code', async () => {
    const empty = await createTestHub();
    const ask = empty.as(null, { remoteAddress: '192.0.2.7' });
    const setup = { practiceName: 'P', accountName: 'eve', displayName: 'Eve', passphrase: PASSPHRASE };
    expect((await ask('POST', '/api/setup', { ...setup, language: 'en' })).status).toBe(403);
    expect(await empty.records.audit.newest({}, null, 9)).toMatchObject([
      { kind: 'setupRefused', actor: { kind: 'nobody' }, details: { address: '192.0.2.7' } },
      { kind: 'auditBegan' },
    ]);
    await empty.close();
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
    await owner('PATCH', `/api/staff/${id}`, { role: 'supervisor', isActive: false });
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
        details: { fields: ['accountName', 'displayName', 'role'], role: 'noteTaker' },
      },
      { kind: 'signedIn', about: undefined, basis: null, details: {} },
      {
        kind: 'staffChanged',
        about: id,
        basis: 'manageStaff',
        details: { fields: ['role', 'isActive'], role: 'supervisor', isActive: false },
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

  it('AU14 a group that somebody does not see, though they are told that there is none', async () => {
    const groupId = await addGroup();
    const { ask, id } = await test.signedIn('noteTaker');
    expect((await ask('GET', `/api/groups/${groupId}`)).status).toBe(404);
    expect(await last()).toMatchObject({
      kind: 'refused',
      actor: { kind: 'staff', id },
      basis: 'seeGroups',
      details: { route: 'GET /api/groups/:groupId' },
    });
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
    const routes = (await allRoutes()).map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(Object.keys(ROUTE_TRACES).sort()).toEqual(routes.sort());
  });

  describe('AU17', () => {
    const guessFrom = (remoteAddress: string) =>
      test.as(null, { remoteAddress })('POST', '/api/door', { token: 'A'.repeat(22) });
    const refusalsOf = async (kind: AuditKind) =>
      (await test.records.audit.newest({ kinds: [kind] }, null, 2_000)).toReversed();

    it('a flood of guesses leaves sixty entries a minute, and says how many it left out', async () => {
      for (let index = 0; index < REFUSALS_PER_MINUTE + 20; index += 1)
        await guessFrom(`2001:db8::${index.toString(16)}`);
      expect(await refusalsOf('doorRefused')).toHaveLength(REFUSALS_PER_MINUTE);
      test.clock.now += 2_000;
      await guessFrom('2001:db8::1');
      expect((await refusalsOf('doorRefused')).at(-1)).toMatchObject({
        details: { leftOut: 20, address: '2001:db8::1' },
      });
    });

    it('it hides no guess from elsewhere, and nothing of another kind from there', async () => {
      for (let index = 0; index < REFUSALS_PER_MINUTE + 20; index += 1) await guessFrom('192.0.2.1');
      await guessFrom('192.0.2.2');
      expect((await refusalsOf('doorRefused')).at(-1)).toMatchObject({ details: { address: '192.0.2.2' } });
      const wrong = { accountName: 'maria', passphrase: 'not this one at all' };
      await test.as(null, { remoteAddress: '192.0.2.1' })('POST', '/api/sign-in', wrong);
      expect(await refusalsOf('signInFailed')).toMatchObject([
        { about: { id: ownerId }, details: { address: '192.0.2.1' } },
      ]);
    });

    it('many addresses together fill the disk no faster than ten', async () => {
      const budget = new RefusalBudget(() => 0);
      const flood = Array.from({ length: 5_000 }, (_, index) =>
        budget.take('doorRefused', `10.${index >> 8}.${index & 255}.1`),
      );
      expect(flood.filter((taken) => taken !== null)).toHaveLength(REFUSALS_OF_KIND_PER_MINUTE);
      expect(budget.take('signInFailed', '10.0.0.1')).toBe(0);
    });
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
