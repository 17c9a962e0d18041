import { describe, expect, it } from 'vitest';
import { MAIN_ROOM_ID } from '../../../../src/protocol/session/state.ts';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { createFakeLive } from '../../fake/fakeLive.ts';
import { arrive, CO, LEAD, MEMBERS, startGroup } from '../../fake/fakePeople.ts';
import { createNotices, type Notice } from '../../model/notices.ts';
import { createAct } from './act.ts';
import { createDealer } from './dealer.ts';
import { roomsView } from './rooms.ts';

const NOBODY: ReadonlySet<string> = new Set();
const settle = () => new Promise((resolve) => setTimeout(resolve));

function group(count = 6) {
  const hub = createFakeHub();
  startGroup(hub, count);
  const notices = createNotices();
  const told: Notice[] = [];
  notices.onAdd((notice) => told.push(notice));
  const live = createFakeLive(hub, LEAD);
  const act = createAct(live, notices, 'lead');
  const dealer = createDealer(act);
  return {
    hub,
    live,
    told,
    view: (speakers = NOBODY) =>
      roomsView(hub.state(), 'lead', speakers, dealer.store.getState().isDealing, dealer.deal, act),
  };
}

describe('CO6 planning rooms', () => {
  it('makes rooms and deals everyone to them', async () => {
    const { view } = group();
    expect(view().open).toBeUndefined();
    view().makeAndDeal?.(['Room 1', 'Room 2']);
    await settle();
    expect(view().rooms.map(({ name, people }) => [name, people.length])).toEqual([
      ['Room 1', 3],
      ['Room 2', 3],
    ]);
    expect(view().main.people).toEqual([]);
    expect(view().open).toBeDefined();
  });

  it('opens nothing while it is still dealing', async () => {
    const { view } = group();
    view().makeAndDeal?.(['Room 1', 'Room 2']);
    expect(view().open).toBeUndefined();
    expect(view().makeAndDeal).toBeUndefined();
    await settle();
    expect(view().open).toBeDefined();
  });

  it('plans a person with `place`, and back to the circle', () => {
    const { hub, view, live } = group();
    hub.give(LEAD, { type: 'addRoom', name: 'A' });
    const id = view().rooms[0]?.id ?? '';
    view().place?.('ana', id);
    expect(view().rooms[0]?.people.map((person) => person.id)).toEqual(['ana']);
    view().place?.('ana', MAIN_ROOM_ID);
    expect(view().rooms[0]?.people).toEqual([]);
    expect(live.sent.map(({ type }) => type)).toEqual(['assign', 'assign']);
  });

  it('shows at once what the other facilitator arranges', () => {
    const { hub, view } = group();
    hub.give(CO, { type: 'addRoom', name: 'By Noor' });
    expect(view().rooms[0]?.name).toBe('By Noor');
  });

  it('keeps the plan after the rooms were closed', async () => {
    const { hub, view } = group();
    view().makeAndDeal?.(['A', 'B']);
    await settle();
    const before = view().rooms.map(({ people }) => people.map(({ id }) => id));
    view().open?.(10);
    hub.give(LEAD, { type: 'recallRooms', seconds: 0 });
    expect(view().isOpen).toBe(false);
    expect(view().rooms.map(({ people }) => people.map(({ id }) => id))).toEqual(before);
  });
});

describe('CO7 and CO8 open rooms', () => {
  async function open() {
    const all = group();
    all.view().makeAndDeal?.(['A', 'B']);
    await settle();
    all.view().open?.(10);
    return all;
  }

  it('moves a person at once and offers to move them back', async () => {
    const { view, told } = await open();
    const [a, b] = view().rooms;
    const person = a?.people[0];
    view().place?.(person?.id ?? '', b?.id ?? '');
    await settle();
    expect(view().rooms[1]?.people.map(({ id }) => id)).toContain(person?.id);
    const notice = told.at(-1);
    expect(notice).toMatchObject({ kind: 'done', what: 'moved' });
    if (notice?.kind === 'done') notice.undo?.();
    expect(view().rooms[0]?.people.map(({ id }) => id)).toContain(person?.id);
  });

  it('says since when no staff stood in a room, and nothing while some do', async () => {
    const { view } = await open();
    expect(view().rooms[0]?.unattendedSince).not.toBeNull();
    view().rooms[0]?.visit?.();
    expect(view().rooms[0]).toMatchObject({ isHere: true, unattendedSince: null });
    expect(view().rooms[0]?.visit).toBeUndefined();
    expect(view().main.visit).toBeDefined();
  });

  it('lists late comers in the circle', async () => {
    const { hub, view } = await open();
    arrive(hub, MEMBERS[7]);
    hub.give(LEAD, { type: 'admit', participantId: 'hana' });
    expect(view().unplaced.map(({ id }) => id)).toEqual(['hana']);
  });

  it('recalls with a countdown that can be cancelled or cut short', async () => {
    const { view } = await open();
    view().recall?.(30);
    expect(view().recallEndsAt).not.toBeNull();
    expect(view().recall).toBeUndefined();
    view().cancelRecall?.();
    expect(view().recallEndsAt).toBeNull();
    view().recall?.(30);
    view().recallNow?.();
    expect(view().isOpen).toBe(false);
  });

  it('adds time to the timer it shows, sets one where there is none, and neither during a return', async () => {
    const { hub, view } = await open();
    expect(view().setTimer).toBeUndefined();
    view().recall?.(0);
    view().open?.(null);
    expect(view().extend).toBeUndefined();
    view().setTimer?.(5);
    const endsAt = view().endsAt ?? 0;
    expect(endsAt).toBe(hub.now() + 300_000);
    const { extend } = view();
    extend?.(1);
    extend?.(1);
    expect(view()).toMatchObject({ endsAt: endsAt + 60_000, setTimer: undefined });
    view().recall?.(30);
    expect([view().extend, view().setTimer]).toEqual([undefined, undefined]);
  });

  it('removes no room with people in it', async () => {
    const { view } = await open();
    expect(view().rooms[0]?.people.length).toBeGreaterThan(0);
    expect(view().rooms[0]?.remove).toBeUndefined();
  });
});
