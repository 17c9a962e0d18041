import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { groupReplySchema, memberLinkReplySchema } from '../../../src/protocol/api/groups.ts';
import { createTestHub, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let ask: Ask;
beforeEach(async () => {
  test = await createTestHub();
  ({ ask } = await test.setUp());
});
afterEach(() => test.close());

const body = {
  name: 'Tuesday evening IOP',
  template: 'IOP-180',
  meetingTimes: [{ weekday: 2, startsAt: '18:00' }],
};
const makeGroup = async () => groupReplySchema.parse((await ask('POST', '/api/groups', body)).json).group;
const addMember = async (groupId: string, displayName = 'Ana R.') =>
  memberLinkReplySchema.parse(
    (await ask('POST', `/api/groups/${groupId}/members`, { displayName, language: 'es' })).json,
  );

describe('groups', () => {
  it('ID20 are made, listed, read and changed', async () => {
    const group = await makeGroup();
    expect(group).toMatchObject({ ...body, memberCount: 0 });
    await addMember(group.id);
    expect((await ask('GET', '/api/groups')).json).toEqual({ groups: [{ ...group, memberCount: 1 }] });
    expect((await ask('PATCH', `/api/groups/${group.id}`, { name: 'Evening' })).json).toMatchObject({
      group: { name: 'Evening', template: 'IOP-180', memberCount: 1 },
    });
    expect((await ask('GET', `/api/groups/${group.id}`)).json).toMatchObject({
      members: [{ displayName: 'Ana R.', language: 'es', link: { state: 'active' } }],
    });
  });

  it('ID20 takes text for text, whatever it looks like', async () => {
    const name = `Robert'); drop table therapy_groups;-- <img src=x onerror=alert(1)> 👩‍👩‍👧`;
    const { json } = await ask('POST', '/api/groups', { ...body, name });
    expect(json).toMatchObject({ group: { name } });
    expect((await ask('GET', '/api/groups')).json).toMatchObject({ groups: [{ name }] });
  });

  it.each([
    ['an unknown field', { ...body, isAdmin: true }],
    ['an unknown template', { ...body, template: 'IOP-1' }],
    ['a time that is none', { ...body, meetingTimes: [{ weekday: 2, startsAt: '25:00' }] }],
    ['no body', undefined],
    ['a list', []],
  ])('ID21 refuses %s, and tells nothing of what was sent', async (_what, given) => {
    const answer = await ask('POST', '/api/groups', given);
    expect(answer).toMatchObject({ status: 400, json: { error: { kind: 'invalid' } } });
    expect(JSON.stringify(answer.json)).not.toContain('25:00');
  });

  it('answers not_found for what is not there', async () => {
    expect(await ask('GET', '/api/groups/none')).toMatchObject({
      status: 404,
      json: { error: { kind: 'not_found' } },
    });
    expect((await ask('PATCH', '/api/groups/none', {})).status).toBe(404);
    expect((await ask('POST', '/api/groups/none/members', { displayName: 'A', language: 'en' })).status).toBe(
      404,
    );
  });
});

describe('members and their links', () => {
  it('ID10 tells the link once, with its token in the fragment, and keeps only its hash', async () => {
    const group = await makeGroup();
    const { url, member } = await addMember(group.id);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:7420\/join#[\w-]{22}$/);
    const token = url.split('#')[1] ?? '';
    expect(JSON.stringify((await ask('GET', `/api/groups/${group.id}`)).json)).not.toContain(token);
    expect(member.link).toEqual({ state: 'active', createdAt: test.clock.now, lastUsedAt: null });
    expect(test.log.join('')).not.toContain(token);
  });

  it('ID11 a renewed link ends the one before', async () => {
    const group = await makeGroup();
    const first = await addMember(group.id);
    const second = memberLinkReplySchema.parse(
      (await ask('POST', `/api/groups/${group.id}/members/${first.member.id}/link`)).json,
    );
    expect(second.url).not.toBe(first.url);
    expect(test.disconnected).toContain('id-4');
    const door = (url: string) => test.as(null)('POST', '/api/door', { token: url.split('#')[1] });
    expect(await door(first.url)).toMatchObject({
      status: 410,
      json: { error: { kind: 'gone', rule: 'door.revokedLink' } },
    });
    expect((await door(second.url)).status).toBe(200);
  });

  it('changes and removes a member, and a removed one has no link', async () => {
    const group = await makeGroup();
    const { member, url } = await addMember(group.id);
    const path = `/api/groups/${group.id}/members/${member.id}`;
    expect((await ask('PATCH', path, { displayName: 'Ana Q.' })).json).toMatchObject({
      member: { displayName: 'Ana Q.', language: 'es', link: { state: 'active' } },
    });
    expect((await ask('DELETE', `${path}/link`)).status).toBe(204);
    expect((await ask('GET', `/api/groups/${group.id}`)).json).toMatchObject({
      members: [{ link: { state: 'revoked', revokedAt: test.clock.now } }],
    });
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('DELETE', path)).status).toBe(404);
    expect((await ask('GET', `/api/groups/${group.id}`)).json).toMatchObject({ members: [] });
    expect((await test.as(null)('POST', '/api/door', { token: url.split('#')[1] })).status).toBe(410);
  });

  it('RE39 puts a member back who was taken off, with the same link, for ten minutes', async () => {
    const group = await makeGroup();
    const { member, url } = await addMember(group.id);
    const path = `/api/groups/${group.id}/members/${member.id}`;
    const enter = async () => (await test.as(null)('POST', '/api/door', { token: url.split('#')[1] })).status;
    await ask('DELETE', path);
    expect(test.disconnected).toHaveLength(2);
    expect(await enter()).toBe(410);
    test.clock.now += 10 * 60_000;
    expect(await ask('POST', `${path}/return`)).toMatchObject({ status: 200, json: { member } });
    expect(await enter()).toBe(200);
    // Once more changes nothing.
    expect((await ask('POST', `${path}/return`)).status).toBe(200);

    await ask('DELETE', path);
    test.clock.now += 10 * 60_000 + 1;
    expect(await ask('POST', `${path}/return`)).toMatchObject({
      status: 410,
      json: { error: { kind: 'gone', rule: 'roster.undoOver' } },
    });
    expect(await enter()).toBe(410);
    expect((await ask('GET', `/api/groups/${group.id}`)).json).toMatchObject({ members: [] });
  });

  it('RE39 a link that was revoked stays so when its member is put back', async () => {
    const group = await makeGroup();
    const { member, url } = await addMember(group.id);
    const path = `/api/groups/${group.id}/members/${member.id}`;
    await ask('DELETE', `${path}/link`);
    await ask('DELETE', path);
    expect((await ask('POST', `${path}/return`)).json).toMatchObject({
      member: { link: { state: 'revoked' } },
    });
    expect((await test.as(null)('POST', '/api/door', { token: url.split('#')[1] })).status).toBe(410);
  });

  it('finds a member only in their own group', async () => {
    const [one, other] = [await makeGroup(), await makeGroup()];
    const { member } = await addMember(one.id);
    for (const [method, path] of [
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/link'],
      ['DELETE', '/link'],
      ['POST', '/return'],
    ] as const) {
      expect(
        (
          await ask(
            method,
            `/api/groups/${other.id}/members/${member.id}${path}`,
            method === 'PATCH' ? {} : undefined,
          )
        ).status,
      ).toBe(404);
    }
  });
});

describe('at rest', () => {
  it('RE10 no name, token or text of clinical data lies open in any file of the data folder', async () => {
    const { readdirSync, readFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    const group = await makeGroup();
    const { url } = await addMember(group.id, 'Zebulon Q.');
    await ask('GET', '/api/today');
    await ask('POST', '/api/decks', {
      title: 'Quokka deck',
      markdown: '## Wombat slide\n\nPangolin body\n\n<!-- Numbat notes -->',
    });
    const { session } = z
      .object({ session: z.object({ id: z.string() }) })
      .parse((await ask('POST', '/api/sessions', { groupId: group.id })).json);
    await test.records.sessionLog.append(
      session.id,
      0,
      [{ seq: 1, at: 1, by: 'hub', event: { type: 'waitingMessageSet', text: 'Ocelot sentence' } }],
      [{ participantId: 'Kinkajou', commandId: 'Capybara', upTo: 1 }],
    );

    const bytes = Buffer.concat(readdirSync(test.dir).map((file) => readFileSync(join(test.dir, file))));
    expect(bytes.includes('therapy_groups')).toBe(true);
    for (const secret of [
      'Harbor House',
      'Maria S.',
      'Zebulon',
      'Tuesday evening IOP',
      'Quokka',
      'Wombat',
      'Pangolin',
      'Numbat',
      'Ocelot',
      'Kinkajou',
      'Capybara',
      'waitingMessageSet',
      url.split('#')[1] ?? '',
    ]) {
      expect(bytes.includes(secret), secret).toBe(false);
    }
  });
});
