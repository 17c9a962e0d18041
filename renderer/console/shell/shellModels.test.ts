import { describe, expect, it } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { NO_SESSION } from '../../../src/protocol/ipc/shownSession.ts';
import { createFakePlatform } from '../../platform/fakePlatform.ts';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { arrive, LEAD, MEMBERS, meOf, startGroup } from '../fake/fakePeople.ts';
import { createNotices } from '../model/notices.ts';
import { createSessionModel } from '../session/model/sessionModel.ts';
import { followSession } from './followSession.ts';
import { createHubChoice } from './hubChoiceModel.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const nothing = () => Promise.reject(new CirclewellError('unavailable', 'no hub'));

describe('SH65: the session on the screen', () => {
  function setUp() {
    const hub = createFakeHub();
    startGroup(hub, 2);
    const live = createFakeLive(hub, LEAD);
    const deps = {
      notices: createNotices(),
      api: { decks: nothing, deck: nothing, session: nothing, noteSettings: nothing },
      after: () => new Promise<void>(() => undefined),
    };
    const model = createSessionModel(live, meOf(LEAD), deps, { sessionId: 's1', isOpening: false });
    const platform = createFakePlatform();
    const stop = followSession(platform, model);
    return { hub, live, model, platform, stop };
  }

  it('is told by stage, microphone and two numbers, each change once', async () => {
    const { hub, platform } = setUp();
    await settle();
    const live = { stage: 'live', isMicOn: true, waitingCount: 0, helpCount: 0 };
    expect(platform.told).toEqual([live]);
    arrive(hub, MEMBERS[2]);
    hub.give(MEMBERS[0], { type: 'sendChat', target: { to: 'staff' }, text: 'Hi' });
    hub.give(MEMBERS[0], { type: 'askForHelp', level: 'now' });
    expect(platform.told.slice(1)).toEqual([
      { ...live, waitingCount: 1 },
      { ...live, waitingCount: 1, helpCount: 1 },
    ]);
    expect(JSON.stringify(platform.told)).not.toMatch(/Ana|Maria|Tuesday/);
  });

  it('stays while the line is down, and is none after the end, and after one has left the screen', async () => {
    const { live, model, platform, stop } = setUp();
    await settle();
    live.setOnline(false);
    expect(platform.told.at(-1)?.stage).toBe('live');
    live.setOnline(true);
    model.slices.getState()?.agenda.end?.();
    expect(platform.told.at(-1)).toEqual(NO_SESSION);
    stop();
    stop();
    const other = setUp();
    other.stop();
    expect(other.platform.told.at(-1)).toEqual(NO_SESSION);
    other.platform.askMic(true);
    expect(other.live.sent).toEqual([]);
  });

  it('SH67 and SH68: has its microphone switched from outside, to what was meant and not to the opposite', async () => {
    const { live, platform } = setUp();
    await settle();
    platform.askMic(false);
    platform.askMic(false);
    expect(live.sent).toEqual([{ type: 'setMic', isOn: false }]);
    expect(platform.told.at(-1)?.isMicOn).toBe(false);
    platform.askMic(true);
    expect(live.sent.at(-1)).toEqual({ type: 'setMic', isOn: true });
  });
});

describe('SH84 to SH86: choosing a hub', () => {
  function setUp() {
    const platform = createFakePlatform();
    const model = createHubChoice(platform.shell, { kind: null, address: '' });
    return { platform, model, view: () => model.store.getState() };
  }

  it('says that something must be chosen, until it is', () => {
    const { platform, model, view } = setUp();
    model.submit();
    expect(view().isUnchosen).toBe(true);
    model.setKind('own');
    expect(view().isUnchosen).toBe(false);
    expect(platform.asked).toEqual([]);
  });

  it('hosts here at once', async () => {
    const { platform, model, view } = setUp();
    model.setKind('own');
    model.submit();
    model.submit();
    expect(view().stage).toBe('changing');
    await settle();
    expect(platform.asked).toEqual([['chooseHub', { kind: 'own' }]]);
  });

  it('tries an address before it is used, and uses it as the check gives it', async () => {
    const { platform, model, view } = setUp();
    platform.found = { result: 'fine', address: 'https://groups.example.org', version: '1.0.0' };
    model.setKind('remote');
    model.setAddress('groups.example.org/today');
    model.submit();
    expect(view().stage).toBe('checking');
    await settle();
    expect(platform.asked).toEqual([
      ['checkHub', 'groups.example.org/today'],
      ['chooseHub', { kind: 'remote', address: 'https://groups.example.org' }],
    ]);
  });

  it('says what is wrong with an address until it is changed, and does not use it', async () => {
    const { platform, model, view } = setUp();
    platform.found = { result: 'olderHub' };
    model.setKind('remote');
    model.setAddress('x');
    model.submit();
    await settle();
    expect(view()).toMatchObject({ stage: 'asking', trouble: 'olderHub' });
    model.setAddress('xy');
    expect(view().trouble).toBeNull();
    expect(platform.asked).toEqual([['checkHub', 'x']]);
  });

  it('says when the shell refuses, and can be tried again', async () => {
    const { platform, model, view } = setUp();
    platform.refusal = new CirclewellError('conflict', 'a session is on');
    model.setKind('own');
    model.submit();
    await settle();
    expect(view()).toMatchObject({ stage: 'asking', error: { kind: 'conflict' } });
    platform.refusal = null;
    model.submit();
    expect(view()).toMatchObject({ stage: 'changing', error: null });
  });
});
