import { describe, expect, it } from 'vitest';
import { MAIN_ROOM_ID } from '../../../../src/protocol/session/state.ts';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { createFakeLive } from '../../fake/fakeLive.ts';
import { arrive, CO, LEAD, MEMBERS, startGroup } from '../../fake/fakePeople.ts';
import { createNotices, type Notice } from '../../model/notices.ts';
import { createAct } from './act.ts';
import { handsView } from './hands.ts';
import { createRoomPlanner } from './roomPlanner.ts';
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
  const planner = createRoomPlanner({ act, notices, readState: () => hub.state(), random: () => 0.4 });
  return {
    hub,
    live,
    told,
    view: (speakers = NOBODY) =>
      roomsView(hub.state(), 'lead', speakers, { ana: 'poor' }, planner.store.getState(), planner, act),
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

describe('CO25 a plan that was made by hand', () => {
  type Group = ReturnType<typeof group>;
  const places = ({ hub }: Group) => {
    const { rooms, assignments } = hub.state().breakouts;
    const name = new Map(rooms.map((room) => [room.id, room.name]));
    return Object.fromEntries(Object.entries(assignments).map(([who, room]) => [who, name.get(room)]));
  };
  const undoOf = ({ told }: Group): void => {
    const notice = told.at(-1);
    if (notice?.kind !== 'done') throw new Error('nothing to undo was told');
    notice.undo?.();
  };
  /** Ana and Ben in A, Cora in B, the other three nowhere. */
  function byHand(): Group {
    const all = group();
    for (const name of ['A', 'B']) all.hub.give(LEAD, { type: 'addRoom', name });
    const [a, b] = all.view().rooms;
    all.view().place?.('ana', a?.id ?? '');
    all.view().place?.('ben', a?.id ?? '');
    all.view().place?.('cora', b?.id ?? '');
    return all;
  }
  const MADE = { ana: 'A', ben: 'A', cora: 'B' };

  it('comes back after a shuffle, from the toast', async () => {
    const all = byHand();
    all.view().shuffle?.();
    await settle();
    expect(Object.keys(places(all))).toHaveLength(6);
    expect(all.told.at(-1)).toMatchObject({ kind: 'done', what: 'roomsDealt' });
    undoOf(all);
    await settle();
    expect(places(all)).toEqual(MADE);
  });

  it('comes back from the board as long as nobody has brought it back', async () => {
    const all = byHand();
    expect(all.view().undoPlan).toBeUndefined();
    all.view().shuffle?.();
    await settle();
    all.view().undoPlan?.();
    await settle();
    expect(places(all)).toEqual(MADE);
    expect(all.view().undoPlan).toBeUndefined();
  });

  it('comes back after "Make and deal", without the rooms that were made', async () => {
    const all = byHand();
    all.view().makeAndDeal?.(['C']);
    await settle();
    expect(all.view().rooms.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    undoOf(all);
    await settle();
    expect(all.view().rooms.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(places(all)).toEqual(MADE);
  });

  it('brings a removed room back with its people, and leaves alone what was changed since', async () => {
    const all = byHand();
    all.view().rooms[0]?.remove?.();
    await settle();
    expect(all.told.at(-1)).toMatchObject({ kind: 'done', what: 'roomRemoved', name: 'A' });
    const b = all.view().rooms[0]?.id ?? '';
    all.hub.give(CO, { type: 'assign', participantId: 'dev', roomId: b });
    undoOf(all);
    await settle();
    expect(places(all)).toEqual({ ...MADE, dev: 'B' });
  });

  it('stays where only those without a room are dealt, to the emptiest rooms', async () => {
    const all = byHand();
    all.view().dealOthers?.();
    await settle();
    expect(places(all)).toMatchObject(MADE);
    expect(all.view().rooms.map(({ people }) => people.length)).toEqual([3, 3]);
    expect(all.view().dealOthers).toBeUndefined();
    undoOf(all);
    await settle();
    expect(places(all)).toEqual(MADE);
  });

  it('can be undone as far as it came where a command was refused half way', async () => {
    const all = byHand();
    all.view().makeAndDeal?.(['C', 'a', 'D']);
    await settle();
    expect(all.view().rooms.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    undoOf(all);
    await settle();
    expect(all.view().rooms.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(places(all)).toEqual(MADE);
  });

  it('offers neither dealing nor undoing while rooms are open', async () => {
    const all = byHand();
    all.view().shuffle?.();
    await settle();
    all.view().open?.(null);
    expect(all.view().undoPlan).toBeUndefined();
    expect(all.view().dealOthers).toBeUndefined();
    expect(all.view().shuffle).toBeUndefined();
  });
});

describe('CO26 the overview of the rooms', () => {
  it('marks hands in the order of their room, muted microphones, and lines that are weak or lost', () => {
    const { hub, view } = group();
    hub.give(LEAD, { type: 'addRoom', name: 'A' });
    const roomId = view().rooms[0]?.id ?? '';
    for (const id of ['ana', 'ben']) view().place?.(id, roomId);
    view().open?.(null);
    hub.give(MEMBERS[1], { type: 'raiseHand' });
    hub.pass(10);
    hub.give(MEMBERS[2], { type: 'raiseHand' });
    hub.pass(10);
    hub.give(MEMBERS[0], { type: 'raiseHand' });
    hub.give(LEAD, { type: 'mute', participantId: 'ben' });
    hub.give({ kind: 'hub' }, { type: 'connectionLost', participantId: 'cora' });
    expect(view().rooms[0]?.people).toMatchObject([
      { id: 'ana', handOrder: 2, isMicOn: true, line: 'weak' },
      { id: 'ben', handOrder: 1, isMicOn: false, line: null },
    ]);
    const cora = view().main.people.find(({ id }) => id === 'cora');
    expect(cora).toMatchObject({ handOrder: 1, line: 'lost' });
  });

  it('lists the hands of every room, those beside the viewer first', () => {
    const { hub, view, live } = group();
    hub.give(LEAD, { type: 'addRoom', name: 'A' });
    view().place?.('ana', view().rooms[0]?.id ?? '');
    view().open?.(null);
    hub.give(MEMBERS[0], { type: 'raiseHand' });
    hub.pass(10);
    hub.give(MEMBERS[1], { type: 'raiseHand' });
    const hands = () => handsView(hub.state(), 'lead', createAct(live, createNotices(), 'lead'));
    expect(hands().map(({ id, roomName, isHere }) => [id, roomName, isHere])).toEqual([
      ['ben', null, true],
      ['ana', 'A', false],
    ]);
    hands()[1]?.lower?.();
    expect(hands().map(({ id }) => id)).toEqual(['ben']);
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
