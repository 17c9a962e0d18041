import { describe, expect, it } from 'vitest';
import { CirclewellError } from '../../../../src/protocol/errors.ts';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { createFakeLive } from '../../fake/fakeLive.ts';
import { CO, LEAD, MEMBERS, meOf, startGroup } from '../../fake/fakePeople.ts';
import { createNotices, type Notice } from '../../model/notices.ts';
import { createSessionModel, type SessionModelDeps } from './sessionModel.ts';

const nothing = () => Promise.reject(new CirclewellError('unavailable', 'no hub'));
const settle = () => new Promise((resolve) => setTimeout(resolve));

function make(hub = createFakeHub(), isOpening = false) {
  const told: Notice[] = [];
  const notices = createNotices();
  notices.onAdd((notice) => told.push(notice));
  const waited: number[] = [];
  const deps: SessionModelDeps = {
    notices,
    api: { decks: nothing, deck: nothing, session: nothing, noteSettings: nothing },
    after: (ms) => Promise.resolve(void waited.push(ms)),
  };
  const live = createFakeLive(hub, LEAD);
  return {
    hub,
    live,
    told,
    waited,
    deps,
    model: createSessionModel(live, meOf(LEAD), deps, { sessionId: 's1', isOpening }),
  };
}

describe('CO14 stages of the session screen', () => {
  it('CO13 opens the waiting room on the way in where asked, steps in, and switches the devices on', async () => {
    const { live, model } = make(createFakeHub(), true);
    await settle();
    expect(live.sent.map(({ type }) => type)).toEqual(['openWaitingRoom', 'arrive', 'setMic', 'setCamera']);
    expect(model.phase.getState().phase).toBe('live');
    expect(model.slices.getState()?.self).toMatchObject({ isIn: true, isMicOn: true });
  });

  it('CO13 leaves microphone and camera as they were where one is in already', async () => {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const { live } = make(hub);
    await settle();
    expect(live.sent).toEqual([]);
  });

  it('steps in again, with everything off, after a break so long that the hub had one leave', async () => {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const { live } = make(hub);
    await settle();
    live.store.setState({ link: { state: 'reconnecting', since: 1, nextTryAt: 2 } });
    hub.give({ kind: 'hub' }, { type: 'connectionLost', participantId: 'lead' });
    hub.pass(10 * 60_000);
    hub.give({ kind: 'hub' }, { type: 'timePassed' });
    live.store.setState({ link: { state: 'online' } });
    await settle();
    expect(live.sent).toEqual([{ type: 'arrive', isMicOn: false, isCameraOn: false }]);
  });

  it('does not step in again where one has left', async () => {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const { live, model } = make(hub);
    await settle();
    await model.leave();
    await settle();
    expect(live.sent).toEqual([{ type: 'leave' }]);
  });

  it('CO13 keeps nobody out whose devices are in trouble, and says what the trouble is', async () => {
    const { live, model, told } = make();
    live.capture.store.setState({ microphone: { track: null, trouble: 'denied' } });
    await settle();
    expect(model.slices.getState()?.self).toMatchObject({ isIn: true, microphoneTrouble: 'denied' });
    expect(model.slices.getState()?.self.toggleMic).toBeDefined();
    expect(told).toEqual([]);
  });

  it('keeps everything on the screen while the line is down', async () => {
    const { live, model } = make();
    await settle();
    live.store.setState({ link: { state: 'reconnecting', since: 1, nextTryAt: 2 } });
    expect(model.phase.getState()).toMatchObject({ phase: 'live', link: { state: 'reconnecting' } });
    expect(model.slices.getState()?.agenda.parts.length).toBeGreaterThan(0);
  });

  it('CO34 says that the hub has not answered where the first try to enter failed', () => {
    const { live, model } = make();
    live.store.setState({ state: null, link: { state: 'connecting' } });
    const fresh = createSessionModel(live, meOf(LEAD), make().deps, { sessionId: 's1', isOpening: false });
    expect(fresh.phase.getState()).toEqual({ phase: 'connecting', isWaiting: false });
    live.store.setState({ link: { state: 'reconnecting', since: 1, nextTryAt: 2 } });
    expect(fresh.phase.getState()).toEqual({ phase: 'connecting', isWaiting: true });
    model.close();
  });

  it('says why it is over: taken over, or the end of the session', async () => {
    const { live, model } = make();
    await settle();
    live.store.setState({ link: { state: 'closed', reason: 'takenOver' } });
    expect(model.phase.getState()).toEqual({ phase: 'closed', reason: 'takenOver' });
    const hub = createFakeHub();
    startGroup(hub, 2);
    const other = make(hub);
    await settle();
    other.model.slices.getState()?.agenda.end?.();
    expect(other.model.phase.getState().phase).toBe('ended');
    other.live.store.setState({ link: { state: 'closed', reason: 'ended' } });
    expect(other.model.phase.getState().phase).toBe('ended');
  });

  it('tells a refused command with its rule', async () => {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const { model, told } = make(hub);
    hub.give(LEAD, { type: 'addRoom', name: 'A' });
    model.slices.getState()?.rooms.addRoom?.('a');
    await settle();
    expect(told.at(-1)).toMatchObject({ kind: 'refused', error: { rule: 'rooms.nameTaken' } });
  });

  it('shows the board when rooms open, the people when one visits, and the board again on the way back', () => {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const { model } = make(hub);
    hub.give(CO, { type: 'addRoom', name: 'A' });
    hub.give(CO, { type: 'openRooms', minutes: null });
    expect(model.local.getState().isBoardOpen).toBe(true);
    model.slices.getState()?.rooms.rooms[0]?.visit?.();
    expect(model.local.getState().isBoardOpen).toBe(false);
    model.slices.getState()?.rooms.main.visit?.();
    expect(model.local.getState().isBoardOpen).toBe(true);
    hub.give(CO, { type: 'recallRooms', seconds: 0 });
    expect(model.local.getState().isBoardOpen).toBe(false);
  });

  it('keeps the slices that a change does not touch the same objects', () => {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const { live, model } = make(hub);
    const before = model.slices.getState();
    live.store.setState({ speakerIds: new Set(['ana']) });
    const after = model.slices.getState();
    expect(after?.stage).not.toBe(before?.stage);
    expect(after?.chat).toBe(before?.chat);
    expect(after?.agenda).toBe(before?.agenda);
  });

  it('counts messages as read up to the last one when their channel is shown', () => {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const { model } = make(hub);
    hub.give(MEMBERS[0], { type: 'sendChat', target: { to: 'staff' }, text: 'Hi' });
    expect(model.slices.getState()?.chat.unread).toBe(1);
    model.markRead('staff');
    expect(model.slices.getState()?.chat.unread).toBe(0);
  });

  it('closes the live session once, and hears nothing afterwards', () => {
    const { live, model } = make();
    model.close();
    model.close();
    expect(live.isClosed()).toBe(true);
    const before = model.phase.getState();
    live.store.setState({ link: { state: 'closed', reason: 'left' } });
    expect(model.phase.getState()).toBe(before);
  });
});

describe('CO21 microphone and camera', () => {
  const both = ['microphone', 'camera'];

  it('are let go when the screen is left, once', async () => {
    const { live, model } = make();
    await settle();
    expect(live.capture.released).toEqual([]);
    model.close();
    model.close();
    expect(live.capture.released).toEqual(both);
  });

  it('are let go as soon as the session has ended, while its last screen still stands', async () => {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const { live, model } = make(hub);
    await settle();
    hub.give(CO, { type: 'endSession' });
    expect(model.phase.getState().phase).toBe('ended');
    expect(live.capture.released).toEqual(both);
    expect(live.isClosed()).toBe(true);
  });

  it('are let go when the line is closed for good, and not while it is only down', async () => {
    const { live } = make();
    await settle();
    live.setOnline(false);
    expect(live.capture.released).toEqual([]);
    live.store.setState({ link: { state: 'closed', reason: 'signedOut' } });
    expect(live.capture.released).toEqual(both);
  });
});

describe('CO14 what is refused because it is over', () => {
  it('is not told beside the last screen', async () => {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const { live, model, told } = make(hub);
    await settle();
    live.setOnline(false);
    model.slices.getState()?.agenda.end?.();
    hub.give(CO, { type: 'endSession' });
    await settle();
    expect(model.phase.getState().phase).toBe('ended');
    expect(told).toEqual([]);
  });
});

describe('CO30 leaving alone', () => {
  it('waits for the hub, but no longer than two seconds while the line is down', async () => {
    const { live, model, told, waited } = make();
    await settle();
    live.setOnline(false);
    await model.leave();
    expect(waited).toEqual([2000]);
    expect(live.sent.at(-1)).toEqual({ type: 'leave' });
    expect(told).toEqual([]);
  });
});
