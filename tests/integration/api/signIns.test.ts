import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '../../../src/hub/identity/tokens.ts';
import { auditReplySchema } from '../../../src/protocol/api/audit.ts';
import { lockReplySchema, signInListReplySchema } from '../../../src/protocol/api/signIns.ts';
import { allRoutes, fillPath } from './allRoutes.ts';
import { givePassphrase, setUpApp } from './factorSteps.ts';
import { createTestHub, PASSPHRASE, START, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await createTestHub();
});
afterEach(() => test.close());

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0';
const keyHash = (cookie: string) => hashToken(cookie.split('=')[1] ?? '');
const signInsOf = async (ask: Ask) =>
  signInListReplySchema.parse((await ask('GET', '/api/me/sign-ins')).json).signIns;
/** The owner once more, elsewhere. */
async function signInElsewhere(accountName = 'maria'): Promise<{ ask: Ask; cookie: string }> {
  const elsewhere = test.as(null, { headers: { 'user-agent': FIREFOX } });
  const { cookie } = await elsewhere('POST', '/api/sign-in', { accountName, passphrase: PASSPHRASE });
  if (cookie === undefined) throw new Error('Sign-in set no cookie');
  return { ask: test.as(cookie), cookie };
}

describe('one’s own sign-ins', () => {
  it('ID60 ID61 are listed, this one first, with the kind of browser and system and nothing more', async () => {
    const { ask } = await test.setUp();
    await test.signedIn('lead');
    test.clock.now += 5 * 60_000;
    const other = await signInElsewhere();
    const [own, there, ...rest] = await signInsOf(ask);
    expect(rest).toEqual([]);
    expect(own).toMatchObject({ isThis: true, signedInAt: START, browser: null, system: null });
    expect(there).toEqual({
      id: expect.any(String),
      isThis: false,
      signedInAt: START + 5 * 60_000,
      lastSeenAt: START + 5 * 60_000,
      browser: 'Firefox',
      system: 'Windows',
    });
    expect(JSON.stringify([own, there])).not.toContain(keyHash(other.cookie).slice(0, 16));
    const raw = new DatabaseSync(path.join(test.dir, 'hub.sqlite'));
    const rows = JSON.stringify(raw.prepare('select * from staff_sessions').all());
    raw.close();
    expect(rows).not.toContain('Gecko');
    expect(rows).not.toContain('127.0.0.1');
  });

  it('ID62 end one by one, with the live connections that came by them', async () => {
    const { ask } = await test.setUp();
    const other = await signInElsewhere();
    const there = (await signInsOf(ask)).find(({ isThis }) => !isThis);
    expect((await ask('DELETE', `/api/me/sign-ins/${there?.id}`)).status).toBe(204);
    expect((await other.ask('GET', '/api/me')).status).toBe(401);
    expect(test.disconnected).toEqual([keyHash(other.cookie)]);
    expect((await ask('DELETE', `/api/me/sign-ins/${there?.id}`)).status).toBe(404);
  });

  it('ID61 are nobody else’s to end', async () => {
    const { ask } = await test.setUp();
    const lead = await test.signedIn('lead');
    const [own] = await signInsOf(ask);
    expect((await lead.ask('DELETE', `/api/me/sign-ins/${own?.id}`)).status).toBe(404);
    expect((await ask('GET', '/api/me')).status).toBe(200);
  });

  it('ID62 AU18 end all but this one at once', async () => {
    const { ask, me, cookie } = await test.setUp();
    const other = await signInElsewhere();
    expect((await ask('DELETE', '/api/me/sign-ins')).status).toBe(204);
    expect((await ask('GET', '/api/me')).status).toBe(200);
    expect((await other.ask('GET', '/api/me')).status).toBe(401);
    expect(test.disconnected).toEqual([`${me.staff.id} but ${keyHash(cookie)}`]);
    const { entries } = auditReplySchema.parse((await ask('GET', '/api/audit')).json);
    expect(entries[0]).toMatchObject({ kind: 'ownSignInsEnded', actor: { id: me.staff.id } });
  });

  it('ID62 managers end all of another’s, and only the owner the owner’s', async () => {
    const { ask, me } = await test.setUp();
    const [lead, administrator] = [await test.signedIn('lead'), await test.signedIn('administrator')];
    const end = (who: Ask, id: string) => who('DELETE', `/api/staff/${id}/sign-ins`);
    expect((await end(lead.ask, administrator.id)).status).toBe(403);
    expect((await end(administrator.ask, me.staff.id)).status).toBe(403);
    expect((await end(administrator.ask, 'nobody')).status).toBe(404);
    expect((await end(administrator.ask, lead.id)).status).toBe(204);
    expect((await lead.ask('GET', '/api/me')).status).toBe(401);
    expect(test.disconnected).toEqual([lead.id]);
    const { entries } = auditReplySchema.parse((await ask('GET', '/api/audit')).json);
    expect(entries[0]).toMatchObject({ kind: 'signInsEnded', about: { kind: 'staff', id: lead.id } });
  });
});

describe('a page that stayed open', () => {
  const otherSignIn = { status: 401, json: { error: { kind: 'signed_out', rule: 'account.otherSignIn' } } };
  const drawnFor = (staffId: string, cookie: string) =>
    test.as(null, { headers: { cookie, 'circlewell-account': staffId } });

  it('ID63 asks nothing of somebody else’s sign-in, locked or not, and of its own what it may', async () => {
    const { me, cookie: owners } = await test.setUp();
    const { id, ask, cookie } = await test.signedIn('administrator');
    const old = drawnFor(me.staff.id, cookie);
    for (const [method, url] of [
      ['GET', '/api/me'],
      ['POST', '/api/me/factors/app/begin'],
      ['PATCH', `/api/staff/${id}`],
      ['POST', '/api/me/confirm'],
      ['POST', '/api/me/lock'],
    ] as const)
      expect(await old(method, url)).toMatchObject(otherSignIn);
    expect((await drawnFor(me.staff.id, owners)('GET', '/api/me')).status).toBe(200);
    await ask('POST', '/api/me/lock');
    expect(await old('GET', '/api/me/lock')).toMatchObject(otherSignIn);
  });

  it('ID63 finishes neither half of somebody else’s sign-in', async () => {
    const { ask, me } = await test.setUp();
    const { id } = await test.signedIn('lead');
    await setUpApp(test, ask);
    const second = await givePassphrase(test);
    expect(second.json).toMatchObject({ next: 'secondFactor', staffId: me.staff.id });
    const code = { kind: 'code', code: '000000' };
    expect(await drawnFor(id, second.cookie ?? '')('POST', '/api/sign-in/code', code)).toMatchObject(
      otherSignIn,
    );
    await ask('PATCH', '/api/second-factors', { isNeeded: true });
    const first = await givePassphrase(test, 'lead-1');
    expect(first.json).toMatchObject({ next: 'setUpFactor', staffId: id });
    const begin = (staffId: string) =>
      drawnFor(staffId, first.cookie ?? '')('POST', '/api/me/factors/app/begin');
    expect(await begin(me.staff.id)).toMatchObject(otherSignIn);
    expect((await begin(id)).status).toBe(200);
  });
});

describe('the lock', () => {
  /** What a locked sign-in is answered (ID70); what needs no sign-in is not about one. */
  const OPEN = [
    'GET /api/me/lock',
    'POST /api/me/confirm',
    'POST /api/me/confirm/passkey',
    'POST /api/me/confirm/passkey/options',
  ];
  const PUBLIC = ['status', 'health', 'setup', 'sign-out', 'door'].map((name) => `/api/${name}`);
  const locked = { status: 403, json: { error: { kind: 'forbidden', rule: 'account.locked' } } };

  it('ID70 everything refuses a locked sign-in, but how it stands, confirming and signing out', async () => {
    const { ask } = await test.setUp();
    expect((await ask('POST', '/api/me/lock')).status).toBe(200);
    for (const { method, path: route } of await allRoutes()) {
      if (
        PUBLIC.includes(route) ||
        /^\/api\/(seats|sign-in|staff-links|notebook\/workstations\/standing)\b/.test(route)
      )
        continue;
      const body = method === 'GET' || method === 'DELETE' ? undefined : { junk: true };
      const answer = await ask(method, fillPath(route), body);
      if (OPEN.includes(`${method} ${route}`)) expect(answer.json).not.toMatchObject(locked.json);
      else expect({ method, route, ...answer }).toMatchObject(locked);
    }
    expect((await ask('POST', '/api/sign-out')).status).toBe(204);
  });

  it('ID71 confirming unlocks, a wrong passphrase does not, and another sign-in was never locked', async () => {
    const { ask, cookie } = await test.setUp();
    const other = await signInElsewhere();
    const isLocked = async () => lockReplySchema.parse((await ask('GET', '/api/me/lock')).json).isLocked;
    await ask('POST', '/api/me/lock');
    expect(await isLocked()).toBe(true);
    expect((await ask('POST', '/api/me/confirm', { passphrase: 'not the right one' })).status).toBe(403);
    expect(await ask('GET', '/api/me')).toMatchObject(locked);
    expect((await other.ask('GET', '/api/me')).status).toBe(200);
    expect((await ask('POST', '/api/me/confirm', { passphrase: PASSPHRASE })).status).toBe(204);
    expect(await isLocked()).toBe(false);
    expect((await ask('GET', '/api/me')).status).toBe(200);
    expect(test.disconnected).not.toContain(keyHash(cookie));
  });

  it('ID72 a live connection that came by it stays good', async () => {
    const { ask, me, cookie } = await test.setUp();
    await ask('POST', '/api/me/lock');
    const actor = { kind: 'staff', id: me.staff.id, name: 'Maria S.', role: 'lead' } as const;
    const grant = { sessionId: 's', actor, seatId: null, keyHash: keyHash(cookie) };
    expect(await test.isStillGood(grant)).toBe(true);
    expect(test.disconnected).toEqual([]);
  });

  it('AU18 locking is recorded, what is refused for it is not', async () => {
    const { ask } = await test.setUp();
    const other = await signInElsewhere();
    await ask('POST', '/api/me/lock');
    await ask('GET', '/api/groups');
    const { entries } = auditReplySchema.parse((await other.ask('GET', '/api/audit')).json);
    expect(entries[0]).toMatchObject({ kind: 'signInLocked' });
  });

  it('ID74 comes by the hub where nothing was asked for the minutes and one more, and not before', async () => {
    const { ask } = await test.setUp();
    test.clock.now += 16 * 60_000 - 1;
    expect((await ask('GET', '/api/me')).status).toBe(200);
    test.clock.now += 16 * 60_000 - 1;
    expect((await ask('GET', '/api/hub')).status).toBe(200);
    test.clock.now += 16 * 60_000;
    const both = await Promise.all([ask('GET', '/api/me'), ask('GET', '/api/groups')]);
    for (const answer of both) expect(answer).toMatchObject(locked);
    test.clock.now += 1_000;
    expect(await ask('GET', '/api/me')).toMatchObject(locked);
    expect((await ask('POST', '/api/me/confirm', { passphrase: PASSPHRASE })).status).toBe(204);
    expect((await ask('GET', '/api/me')).status).toBe(200);
    await ask('PATCH', '/api/practice', { lockAfterMinutes: 5 });
    test.clock.now += 6 * 60_000;
    expect(await ask('GET', '/api/me')).toMatchObject(locked);
  });

  it('ID73 the practice says when consoles lock: 15 minutes until it was changed, and never is no choice', async () => {
    const { ask } = await test.setUp();
    const lead = await test.signedIn('lead');
    const minutes = async () =>
      lockReplySchema.parse((await lead.ask('GET', '/api/me/lock')).json).lockAfterMinutes;
    expect(await minutes()).toBe(15);
    for (const lockAfterMinutes of [0, 7, null, 60])
      expect((await ask('PATCH', '/api/practice', { lockAfterMinutes })).status).toBe(400);
    expect((await lead.ask('PATCH', '/api/practice', { lockAfterMinutes: 30 })).status).toBe(403);
    expect((await ask('PATCH', '/api/practice', { lockAfterMinutes: 5 })).status).toBe(204);
    expect(await minutes()).toBe(5);
  });
});
