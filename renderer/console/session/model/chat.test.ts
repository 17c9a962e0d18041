import { describe, expect, it } from 'vitest';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { createFakeLive } from '../../fake/fakeLive.ts';
import { CO, LEAD, MEMBERS, startGroup } from '../../fake/fakePeople.ts';
import { createNotices } from '../../model/notices.ts';
import { createAct } from './act.ts';
import { chatView } from './chat.ts';
import { createTalk } from './talk.ts';

function group() {
  const hub = createFakeHub();
  startGroup(hub, 3);
  const live = createFakeLive(hub, LEAD);
  const act = createAct(live, createNotices(), 'lead');
  const talk = createTalk();
  return { hub, live, talk, view: () => chatView(hub.state(), 'lead', talk.store.getState(), talk, act) };
}

describe('CO11 messages', () => {
  it('sorts messages into the staff line, the room and single people, and counts what is new', () => {
    const { hub, talk, view } = group();
    hub.give(MEMBERS[0], { type: 'sendChat', target: { to: 'staff' }, text: 'I have to go at seven' });
    hub.give(CO, { type: 'sendChat', target: { to: 'room' }, text: 'Welcome' });
    hub.give(MEMBERS[1], {
      type: 'sendChat',
      target: { to: 'person', participantId: 'lead' },
      text: 'Hello',
    });
    expect(view().staff.lines.map(({ text }) => text)).toEqual(['I have to go at seven']);
    expect(view().room.lines.map(({ text }) => text)).toEqual(['Welcome']);
    expect(view().people.map(({ personName, unread }) => [personName, unread])).toEqual([['Ben T.', 1]]);
    expect(view().unread).toBe(3);
    talk.markRead('staff', hub.now());
    talk.markRead('room', hub.now());
    expect(view().unread).toBe(1);
  });

  it('lets nobody write to the room while the chat is off, and staff always to staff', () => {
    const { hub, view } = group();
    hub.give(LEAD, { type: 'setChatPolicy', policy: 'off' });
    expect(view().room.write).toBeUndefined();
    expect(view().staff.write).toBeDefined();
  });
});

describe('CO23 a member’s message to staff', () => {
  it('is marked on the staff line, and nothing else is', () => {
    const { hub, view } = group();
    hub.give(LEAD, { type: 'setChatPolicy', policy: 'everyone' });
    hub.give(MEMBERS[0], { type: 'sendChat', target: { to: 'staff' }, text: 'Can I leave early?' });
    hub.give(CO, { type: 'sendChat', target: { to: 'staff' }, text: 'I will ask' });
    hub.give(MEMBERS[0], { type: 'sendChat', target: { to: 'room' }, text: 'Hello all' });
    expect(view().staff.lines.map(({ fromId, isFromMember }) => [fromId, isFromMember])).toEqual([
      ['ana', true],
      ['co', false],
    ]);
    expect(view().room.lines.map(({ isFromMember }) => isFromMember)).toEqual([false]);
  });
});

describe('CO24 drafts', () => {
  it('are kept for each conversation by itself', () => {
    const { talk, view } = group();
    view().staff.write?.('To staff');
    view().room.write?.('To the room');
    talk.begin('ana');
    view().people[0]?.write?.('To Ana');
    expect([view().staff.draft, view().room.draft, view().people[0]?.draft]).toEqual([
      'To staff',
      'To the room',
      'To Ana',
    ]);
  });

  it('stay until the hub has them, and cannot be changed or sent twice meanwhile', async () => {
    const { hub, live, view } = group();
    view().staff.write?.('Back in a minute');
    live.setOnline(false);
    const sent = view().staff.send?.();
    expect(view().staff).toMatchObject({ draft: 'Back in a minute', isSending: true, send: undefined });
    view().staff.write?.('something else');
    expect(view().staff.draft).toBe('Back in a minute');
    expect(hub.state().chat).toEqual([]);
    live.setOnline(true);
    await expect(sent).resolves.toBe(true);
    expect(hub.state().chat.map(({ text }) => text)).toEqual(['Back in a minute']);
    expect(view().staff).toMatchObject({ draft: '', isSending: false });
  });

  it('stay where the hub refuses them', async () => {
    const { talk, view } = group();
    talk.begin('gone');
    view().people[0]?.write?.('Hello');
    await expect(view().people[0]?.send?.()).resolves.toBe(false);
    expect(view().people[0]).toMatchObject({ draft: 'Hello', isSending: false });
  });

  it('to every room are kept while rooms are open, and cannot be sent while they are closed', async () => {
    const { hub, view } = group();
    expect(view().announcement.write).toBeUndefined();
    hub.give(LEAD, { type: 'addRoom', name: 'A' });
    hub.give(LEAD, { type: 'openRooms', minutes: null });
    view().announcement.write?.('Two more minutes');
    await expect(view().announcement.send?.()).resolves.toBe(true);
    expect(hub.state().chat.at(-1)?.target).toEqual({ to: 'announcement' });
    expect(view().announcement.draft).toBe('');
  });
});
