import { describe, expect, it } from 'vitest';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { createFakeLive } from '../../fake/fakeLive.ts';
import { arrive, CO, DOOR, LEAD, MEMBERS, NOTES, startGroup } from '../../fake/fakePeople.ts';
import { createNotices } from '../../model/notices.ts';
import { createAct } from './act.ts';
import { createArrivals } from './arrivals.ts';
import { stageView } from './stage.ts';

const NOBODY: ReadonlySet<string> = new Set();

function group() {
  const hub = createFakeHub();
  startGroup(hub, 4);
  const live = createFakeLive(hub, LEAD);
  const act = createAct(live, createNotices(), 'lead');
  const arrivals = createArrivals();
  const view = (speakers = NOBODY) =>
    stageView(hub.state(), 'lead', speakers, { ana: 'poor' }, arrivals(hub.state()), act);
  const tile = (id: string, speakers = NOBODY) => view(speakers).tiles.find((one) => one.id === id);
  return { hub, live, view, tile };
}

describe('CO4 stage', () => {
  it('shows the people in one’s own room, in the order of their seats', () => {
    const { hub, view } = group();
    expect(view().tiles.map(({ id }) => id)).toEqual(['lead', 'co', 'ana', 'ben', 'cora', 'dev']);
    hub.give(LEAD, { type: 'addRoom', name: 'A' });
    const [room] = hub.state().breakouts.rooms;
    hub.give(LEAD, { type: 'assign', participantId: 'ana', roomId: room?.id ?? '' });
    hub.give(LEAD, { type: 'openRooms', minutes: null });
    expect(view().tiles.map(({ id }) => id)).not.toContain('ana');
  });

  it('marks the speaking, the quality, the order of hands and the call for help', () => {
    const { hub, tile } = group();
    hub.give(MEMBERS[1], { type: 'raiseHand' });
    hub.pass(10);
    hub.give(MEMBERS[0], { type: 'raiseHand' });
    hub.give(MEMBERS[0], { type: 'askForHelp', level: 'now' });
    expect(tile('ben')?.handOrder).toBe(1);
    expect(tile('ana')).toMatchObject({ handOrder: 2, help: 'now', quality: 'poor' });
    expect(tile('ana', new Set(['ana']))?.isSpeaking).toBe(true);
    hub.give(LEAD, { type: 'mute', participantId: 'ana' });
    expect(tile('ana', new Set(['ana']))?.isSpeaking).toBe(false);
  });

  it('gives each a share of all speaking, and says since when a member is quiet', () => {
    const { hub, tile } = group();
    const startedAt = hub.state().startedAt;
    expect(tile('ben')?.quietSince).toBe(startedAt);
    expect(tile('co')?.quietSince).toBeNull();
    hub.pass(60_000);
    hub.give({ kind: 'hub' }, { type: 'recordTurn', participantId: 'ana', durationMs: 3000 });
    hub.give({ kind: 'hub' }, { type: 'recordTurn', participantId: 'lead', durationMs: 1000 });
    expect(tile('ana')?.share).toBeCloseTo(0.75);
    expect(tile('ana')?.quietSince).toBe((startedAt ?? 0) + 60_000);
  });

  it('puts a shared screen before the slide, and the slide before the people', () => {
    const { hub, view } = group();
    expect(view().center.kind).toBe('people');
    hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 2 });
    expect(view().center).toMatchObject({ kind: 'slide', slide: { index: 2 } });
    hub.give(CO, { type: 'startShare', hasSound: false });
    expect(view().center).toMatchObject({ kind: 'share', participantId: 'co', isSelf: false });
  });
});

describe('CO81 before the group begins', () => {
  it('has the waiting room in the middle while somebody waits or no member is inside', () => {
    const hub = createFakeHub();
    const live = createFakeLive(hub, LEAD);
    const act = createAct(live, createNotices(), 'lead');
    const arrivals = createArrivals();
    const center = () => stageView(hub.state(), 'lead', NOBODY, {}, arrivals(hub.state()), act).center.kind;
    arrive(hub, LEAD);
    expect(center()).toBe('door');
    hub.give(LEAD, { type: 'openWaitingRoom' });
    arrive(hub, CO);
    expect(center()).toBe('door');
    arrive(hub, MEMBERS[0]);
    hub.give(LEAD, { type: 'admitAll' });
    expect(center()).toBe('people');
    arrive(hub, MEMBERS[1]);
    expect(center()).toBe('door');
    hub.give(LEAD, { type: 'showSlide', deckId: 'deck1', index: 0 });
    expect(center()).toBe('slide');
    hub.give(LEAD, { type: 'hideSlides' });
    hub.give(LEAD, { type: 'startSession' });
    expect(center()).toBe('people');
  });
});

describe('CO33 who has said nothing', () => {
  it('is not less quiet for having been moved to a room and back', () => {
    const { hub, tile } = group();
    const startedAt = hub.state().startedAt;
    expect(tile('ben')?.quietSince).toBe(startedAt);
    hub.give(LEAD, { type: 'addRoom', name: 'A' });
    const roomId = hub.state().breakouts.rooms[0]?.id ?? '';
    hub.pass(8 * 60_000);
    hub.give(LEAD, { type: 'assign', participantId: 'ben', roomId });
    hub.give(LEAD, { type: 'openRooms', minutes: null });
    tile('ben');
    hub.pass(8 * 60_000);
    hub.give(LEAD, { type: 'recallRooms', seconds: 0 });
    expect(tile('ben')?.quietSince).toBe(startedAt);
  });

  it('counts anew from coming in again', () => {
    const { hub, tile } = group();
    expect(tile('ben')).toBeDefined();
    hub.pass(60_000);
    hub.give(MEMBERS[1], { type: 'leave' });
    expect(tile('ben')).toBeUndefined();
    hub.pass(60_000);
    hub.give(MEMBERS[1], { type: 'arrive', isMicOn: true, isCameraOn: true, door: DOOR });
    expect(tile('ben')?.quietSince).toBe(hub.now());
  });
});

describe('CO5 actions for a person', () => {
  it('are possible exactly when they change something', () => {
    const { hub, tile } = group();
    expect(tile('ana')?.actions.mute).toBeDefined();
    expect(tile('ana')?.actions.askToUnmute).toBeUndefined();
    hub.give(LEAD, { type: 'mute', participantId: 'ana' });
    expect(tile('ana')?.actions.mute).toBeUndefined();
    expect(tile('ana')?.actions.askToUnmute).toBeDefined();
    expect(tile('ana')?.actions.moves).toEqual([]);
  });

  it('never put staff out, and leave oneself alone', () => {
    const { tile } = group();
    expect(tile('co')?.actions.remove).toBeUndefined();
    expect(tile('co')?.actions.sendToWaiting).toBeUndefined();
    expect(tile('co')?.actions.mute).toBeDefined();
    expect(tile('lead')?.actions.mute).toBeUndefined();
  });

  it('let staff put themselves in the spotlight and end it, from their own menu and for everyone', () => {
    const { hub, tile, view } = group();
    expect(view().endSpotlight).toBeUndefined();
    tile('lead')?.actions.spotlight?.();
    expect(hub.state().spotlightId).toBe('lead');
    tile('lead')?.actions.endSpotlight?.();
    expect(hub.state().spotlightId).toBeNull();
    tile('ana')?.actions.spotlight?.();
    view().endSpotlight?.();
    expect(hub.state().spotlightId).toBeNull();
  });

  it('are not offered to a note taker, but for lowering a hand', () => {
    const { hub } = group();
    hub.give(NOTES, { type: 'arrive', isMicOn: false, isCameraOn: false });
    hub.give(MEMBERS[0], { type: 'raiseHand' });
    const act = createAct(createFakeLive(hub, NOTES), createNotices(), 'noteTaker');
    const ana = stageView(hub.state(), 'notes', NOBODY, {}, new Map(), act).tiles.find(
      ({ id }) => id === 'ana',
    );
    expect(ana?.actions.mute).toBeUndefined();
    expect(ana?.actions.remove).toBeUndefined();
    expect(ana?.actions.lowerHand).toBeDefined();
  });
});
