import { describe, expect, it } from 'vitest';
import { nextDeadline } from './deadline.ts';
import { CO, HUB, LEAD, Rehearsal, STEP_IN, member } from './testKit.ts';

const MEMBERS = ['ana', 'ben', 'cora', 'dev', 'ella'];

function opened(minutes: number | null = null) {
  const rehearsal = new Rehearsal().start(...MEMBERS);
  const [one = '', two = ''] = rehearsal.rooms('One', 'Two');
  for (const id of ['ana', 'ben']) rehearsal.give(LEAD, { type: 'assign', participantId: id, roomId: one });
  rehearsal.give(LEAD, { type: 'assign', participantId: 'cora', roomId: two });
  rehearsal.give(LEAD, { type: 'openRooms', minutes });
  return { rehearsal, one, two };
}

const extend = (minutes: number, expectedEndsAt: number | null) =>
  ({ type: 'extendRooms', minutes, expectedEndsAt }) as const;

const stepIn = (rehearsal: Rehearsal) => {
  rehearsal.give(CO, STEP_IN);
  return CO;
};

/** Lets the hub's own timer have its say at each deadline up to then. */
function passTo(rehearsal: Rehearsal, until: number): void {
  for (let due = nextDeadline(rehearsal.state); due !== null && due <= until;) {
    rehearsal.now = Math.max(rehearsal.now, due);
    rehearsal.give(HUB, { type: 'timePassed' });
    due = nextDeadline(rehearsal.state);
  }
  rehearsal.now = until;
}

describe('planning rooms', () => {
  it('SE40 refuses a name that is taken, and a thirteenth room', () => {
    const rehearsal = new Rehearsal().start();
    rehearsal.rooms(...Array.from({ length: 12 }, (_, i) => `Room ${i}`));
    expect(rehearsal.ruleFor(LEAD, { type: 'addRoom', name: 'More' })).toBe('rooms.tooMany');
    const [first = ''] = rehearsal.state.breakouts.rooms.map((room) => room.id);
    expect(rehearsal.ruleFor(LEAD, { type: 'renameRoom', roomId: first, name: 'ROOM 3' })).toBe(
      'rooms.nameTaken',
    );
  });

  it('ID16 refuses a name with hidden signs in it, or nothing that can be seen', () => {
    const rehearsal = new Rehearsal().start();
    rehearsal.rooms('Oak');
    const [roomId = ''] = rehearsal.state.breakouts.rooms.map((room) => room.id);
    for (const name of ['\u202eevil\u202c', 'Oak \u2067', '\u200b\u200b', 'NUL\u0000']) {
      expect(rehearsal.ruleFor(LEAD, { type: 'addRoom', name })).toBe('name.unreadable');
      expect(rehearsal.ruleFor(LEAD, { type: 'renameRoom', roomId, name })).toBe('name.unreadable');
    }
  });

  it('SE42 deals everyone evenly', () => {
    let seed = 7;
    const rehearsal = new Rehearsal(() => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647).start(
      ...MEMBERS,
    );
    rehearsal.rooms('One', 'Two');
    rehearsal.give(LEAD, { type: 'shuffleRooms' });
    const { assignments } = rehearsal.state.breakouts;
    expect(Object.keys(assignments).sort()).toEqual(MEMBERS);
    const sizes = rehearsal.state.breakouts.rooms.map(
      (room) => Object.values(assignments).filter((id) => id === room.id).length,
    );
    expect(sizes.toSorted((a, b) => a - b)).toEqual([2, 3]);
  });

  it('SE42 deals nobody whose connection is lost, nor staff', () => {
    const rehearsal = new Rehearsal().start(...MEMBERS);
    rehearsal.rooms('One', 'Two');
    rehearsal.give(HUB, { type: 'connectionLost', participantId: 'ben' });
    rehearsal.give(LEAD, { type: 'shuffleRooms' });
    expect(Object.keys(rehearsal.state.breakouts.assignments).sort()).toEqual(['ana', 'cora', 'dev', 'ella']);
  });

  it('SE44 tells the second facilitator that rooms are open', () => {
    const { rehearsal } = opened();
    rehearsal.give(CO, STEP_IN);
    expect(rehearsal.ruleFor(CO, { type: 'openRooms', minutes: 5 })).toBe('rooms.alreadyOpen');
  });

  it('refuses to open none', () => {
    expect(new Rehearsal().start('ana').ruleFor(LEAD, { type: 'openRooms', minutes: null })).toBe(
      'rooms.noRooms',
    );
  });
});

describe('open rooms', () => {
  it('SE43 SE45 places who is assigned; the others stay in the circle', () => {
    const { rehearsal, one, two } = opened();
    expect(MEMBERS.map((id) => rehearsal.roomOf(id))).toEqual([one, one, two, 'main', 'main']);
  });

  it('SE41 moves a person, and remembers it for their return', () => {
    const { rehearsal, two } = opened();
    rehearsal.give(LEAD, { type: 'moveToRoom', participantId: 'ana', roomId: two });
    expect(rehearsal.roomOf('ana')).toBe(two);
    expect(rehearsal.state.breakouts.assignments['ana']).toBe(two);
    expect(rehearsal.ruleFor(LEAD, { type: 'assign', participantId: 'ana', roomId: null })).toBe(
      'rooms.alreadyOpen',
    );
    expect(rehearsal.ruleFor(LEAD, { type: 'moveToRoom', participantId: 'ana', roomId: 'no' })).toBe(
      'rooms.unknownRoom',
    );
  });

  it('SE46 SE48 recalls with a countdown and keeps the plan', () => {
    const { rehearsal, one } = opened();
    rehearsal.give(LEAD, { type: 'recallRooms', seconds: 30 });
    rehearsal.now = 29_999;
    rehearsal.give(HUB, { type: 'timePassed' });
    expect(rehearsal.roomOf('ana')).toBe(one);
    rehearsal.now = 30_000;
    rehearsal.give(HUB, { type: 'timePassed' });
    expect(rehearsal.roomOf('ana')).toBe('main');
    expect(rehearsal.state.breakouts).toMatchObject({ stage: 'planned', assignments: { ana: one } });
  });

  it('SE46 cancels a recall, and brings back at once at 0 s', () => {
    const { rehearsal } = opened();
    expect(rehearsal.ruleFor(LEAD, { type: 'cancelRecall' })).toBe('rooms.noRecall');
    rehearsal.give(LEAD, { type: 'recallRooms', seconds: 30 });
    rehearsal.give(LEAD, { type: 'cancelRecall' });
    rehearsal.now = 60_000;
    rehearsal.give(HUB, { type: 'timePassed' });
    expect(rehearsal.state.breakouts.stage).toBe('open');
    rehearsal.give(LEAD, { type: 'recallRooms', seconds: 0 });
    expect(rehearsal.state.breakouts.stage).toBe('planned');
  });

  it('SE47 ends by the timer, which can be extended', () => {
    const { rehearsal } = opened(1);
    rehearsal.give(LEAD, extend(1, 60_000));
    rehearsal.now = 61_000;
    rehearsal.give(HUB, { type: 'timePassed' });
    expect(rehearsal.state.breakouts.stage).toBe('open');
    passTo(rehearsal, 120_000);
    expect(rehearsal.state.breakouts.stage).toBe('planned');
  });

  it('SE53 warns for 30 s before the timer is over, and for as long where the hub comes late', () => {
    const { rehearsal, one } = opened(1);
    expect(nextDeadline(rehearsal.state)).toBe(30_000);
    rehearsal.now = 29_999;
    rehearsal.give(HUB, { type: 'timePassed' });
    expect(rehearsal.state.breakouts).toMatchObject({ recallEndsAt: null });
    rehearsal.now = 30_000;
    rehearsal.give(HUB, { type: 'timePassed' });
    expect(rehearsal.state.breakouts).toMatchObject({ stage: 'open', recallEndsAt: 60_000 });
    rehearsal.give(HUB, { type: 'timePassed' });
    expect(rehearsal.roomOf('ana')).toBe(one);
    expect(nextDeadline(rehearsal.state)).toBe(60_000);

    const late = opened(1).rehearsal;
    late.now = 90_000;
    late.give(HUB, { type: 'timePassed' });
    expect(late.state.breakouts).toMatchObject({ stage: 'open', recallEndsAt: 120_000 });
  });

  it('SE54 lets a running recall end when it said, whatever the timer says', () => {
    const { rehearsal } = opened(1);
    rehearsal.give(LEAD, { type: 'recallRooms', seconds: 120 });
    passTo(rehearsal, 119_999);
    expect(rehearsal.state.breakouts).toMatchObject({ stage: 'open', recallEndsAt: 120_000 });
    passTo(rehearsal, 120_000);
    expect(rehearsal.state.breakouts.stage).toBe('planned');
  });

  it('SE55 SE56 takes a timer off that is over with its recall, and keeps one that is not; a new one can be set', () => {
    const { rehearsal } = opened(1);
    rehearsal.give(LEAD, { type: 'recallRooms', seconds: 10 });
    rehearsal.now = 5_000;
    rehearsal.give(LEAD, { type: 'cancelRecall' });
    expect(rehearsal.state.breakouts).toMatchObject({ endsAt: 60_000, recallEndsAt: null });
    passTo(rehearsal, 40_000);
    rehearsal.give(LEAD, { type: 'cancelRecall' });
    expect(rehearsal.state.breakouts).toMatchObject({ endsAt: null, recallEndsAt: null });
    expect(nextDeadline(rehearsal.state)).toBeNull();
    rehearsal.give(LEAD, extend(5, null));
    expect(rehearsal.state.breakouts).toMatchObject({ endsAt: 340_000 });
  });

  it('SE57 adds no time while everyone is on the way back', () => {
    const { rehearsal } = opened(5);
    rehearsal.give(LEAD, { type: 'recallRooms', seconds: 30 });
    expect(rehearsal.ruleFor(stepIn(rehearsal), extend(5, 300_000))).toBe('rooms.recalling');
  });

  it('SE58 two at once add time once, and no recall moves later than it was announced', () => {
    const { rehearsal } = opened(5);
    const co = stepIn(rehearsal);
    expect(rehearsal.ruleFor(LEAD, extend(5, 300_000))).toBeNull();
    expect(rehearsal.ruleFor(co, extend(5, 300_000))).toBeNull();
    expect(rehearsal.state.breakouts).toMatchObject({ endsAt: 600_000 });

    rehearsal.give(LEAD, { type: 'recallRooms', seconds: 30 });
    expect(rehearsal.ruleFor(co, { type: 'recallRooms', seconds: 120 })).toBeNull();
    expect(rehearsal.state.breakouts).toMatchObject({ recallEndsAt: 30_000 });
    rehearsal.give(co, { type: 'recallRooms', seconds: 10 });
    expect(rehearsal.state.breakouts).toMatchObject({ recallEndsAt: 10_000 });
  });

  it('SE59 forgets where staff looked in, and keeps where members were put', () => {
    const { rehearsal, one, two } = opened();
    rehearsal.give(LEAD, { type: 'visitRoom', roomId: two });
    rehearsal.give(LEAD, { type: 'moveToRoom', participantId: 'dev', roomId: two });
    rehearsal.give(LEAD, { type: 'recallRooms', seconds: 0 });
    rehearsal.give(LEAD, { type: 'openRooms', minutes: null });
    expect(['lead', 'ana', 'dev'].map((id) => rehearsal.roomOf(id))).toEqual(['main', one, two]);
  });

  it('SE49 SE51 adds a room, and removes none with people in it', () => {
    const { rehearsal, one } = opened();
    expect(rehearsal.ruleFor(LEAD, { type: 'removeRoom', roomId: one })).toBe('rooms.notEmpty');
    rehearsal.give(LEAD, { type: 'addRoom', name: 'Three' });
    expect(rehearsal.state.breakouts.rooms).toHaveLength(3);
  });

  it('SE50 knows since when a room has had no staff', () => {
    const { rehearsal, one, two } = opened();
    rehearsal.now = 5000;
    rehearsal.give(LEAD, { type: 'visitRoom', roomId: one });
    rehearsal.now = 9000;
    rehearsal.give(LEAD, { type: 'visitRoom', roomId: 'main' });
    expect(rehearsal.state.breakouts).toMatchObject({ staffSeenAt: { [one]: 9000, [two]: null } });
  });

  it('SE52 announces to every room', () => {
    const { rehearsal } = opened();
    rehearsal.give(LEAD, { type: 'messageRooms', text: 'Five more minutes' });
    expect(rehearsal.state.chat.at(-1)?.audience.sort()).toEqual([...MEMBERS, 'lead'].sort());
    expect(rehearsal.ruleFor(member('ana'), { type: 'messageRooms', text: 'x' })).toBe('session.notYours');
  });

  it('SE110 keeps room and microphone over a lost connection, and says for how long', () => {
    const { rehearsal, one } = opened();
    rehearsal.now = 1000;
    rehearsal.give(HUB, { type: 'connectionLost', participantId: 'ana' });
    rehearsal.now = 41_000;
    rehearsal.give(HUB, { type: 'connectionRestored', participantId: 'ana' });
    expect(rehearsal.roomOf('ana')).toBe(one);
    expect(rehearsal.state.participants['ana']).toMatchObject({
      isMicOn: true,
      connection: { state: 'online', backAfterMs: 40_000 },
    });
  });
});
