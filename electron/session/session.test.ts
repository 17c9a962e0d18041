import { setupI18n } from '@lingui/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_SESSION, type ShownSession } from '../../src/protocol/ipc/shownSession.ts';
import { FakePowerSave, FakeShortcuts } from '../testKit/fakeDesktop.ts';
import { FakeEvent } from '../testKit/FakeEvent.ts';
import { drawTrayIcon, TRAY_ICON_SIZE } from './drawTrayIcon.ts';
import { keepAwake } from './keepAwake.ts';
import { createMuteByKey } from './muteByKey.ts';
import { notifySilently } from './notifySilently.ts';
import { createQuitGuard, type Question } from './quitGuard.ts';
import { createSessionWatch } from './sessionWatch.ts';
import { trayView, type TrayIcon } from './trayView.ts';

const i18n = setupI18n({ locale: 'en', messages: { en: {} } });
const WAITING: ShownSession = { stage: 'waiting', isMicOn: true, waitingCount: 0, helpCount: 0 };
const LIVE: ShownSession = { ...WAITING, stage: 'live' };

let watch = createSessionWatch();
beforeEach(() => {
  watch = createSessionWatch();
});

describe('SH65: what the shell knows of a session', () => {
  it('begins with none, and a change is told once with what was before', () => {
    const heard: [string, string][] = [];
    const stop = watch.onChange((now, before) => heard.push([before.stage, now.stage]));
    watch.set(WAITING);
    watch.set({ ...WAITING });
    watch.set(LIVE);
    stop();
    watch.set(NO_SESSION);
    expect(heard).toEqual([
      ['none', 'waiting'],
      ['waiting', 'live'],
    ]);
    expect(watch.now()).toEqual(NO_SESSION);
  });
});

describe('SH98: a session on the own hub', () => {
  it('is on while the page shows it or the hub has it, and is told once', () => {
    const heard: boolean[] = [];
    const stop = watch.onOn((isOn) => heard.push(isOn));
    watch.setHub(true);
    watch.set(WAITING);
    watch.set(LIVE);
    watch.set(NO_SESSION);
    expect([watch.isOn(), heard]).toEqual([true, [true]]);
    watch.setHub(false);
    watch.set(LIVE);
    watch.setHub(false);
    expect([watch.isOn(), heard]).toEqual([true, [true, false, true]]);
    stop();
    watch.set(NO_SESSION);
    expect(heard).toHaveLength(3);
  });

  it('keeps the screen on, and quitting asks', async () => {
    const power = new FakePowerSave();
    const close = keepAwake(watch, power);
    watch.setHub(true);
    expect(power.held.size).toBe(1);
    const asked: string[] = [];
    const guard = createQuitGuard({
      watch,
      i18n,
      isHubOurs: () => true,
      ask: async ({ message }) => (asked.push(message), false),
      quit: () => undefined,
    });
    let isHeld = false;
    guard.onEvent({ preventDefault: () => (isHeld = true) });
    expect([isHeld, asked]).toEqual([true, ['A group is on. Do you want to quit?']]);
    watch.setHub(false);
    expect(power.held.size).toBe(0);
    close();
  });
});

describe('SH66: the screen stays on', () => {
  it('from the waiting room to the end, held once', () => {
    const power = new FakePowerSave();
    const close = keepAwake(watch, power);
    expect(power.held.size).toBe(0);
    watch.set(WAITING);
    watch.set(LIVE);
    expect([...power.held.values()]).toEqual(['prevent-display-sleep']);
    watch.set(NO_SESSION);
    expect(power.held.size).toBe(0);
    watch.set(LIVE);
    close();
    close();
    expect(power.held.size).toBe(0);
    watch.set(WAITING);
    expect(power.held.size).toBe(0);
  });
});

describe('SH67: the tray', () => {
  it.each<[ShownSession, TrayIcon, string, string[]]>([
    [NO_SESSION, 'none', 'Circlewell: no session', ['show', 'quit']],
    [WAITING, 'waiting', 'Circlewell: the waiting room is open', ['mute', 'show', 'quit']],
    [LIVE, 'live', 'Circlewell: live, you can be heard', ['mute', 'show', 'quit']],
    [{ ...LIVE, isMicOn: false }, 'muted', 'Circlewell: live, you are muted', ['unmute', 'show', 'quit']],
  ])('of %j', (status, icon, toolTip, ids) => {
    const view = trayView(status, i18n);
    expect(view).toMatchObject({ icon, toolTip });
    expect(view.items.map(({ id }) => id)).toEqual(ids);
  });

  it('has a picture of its own for each state, in both sizes, with nothing in its corners', () => {
    for (const scale of [1, 2]) {
      const pictures = (['none', 'waiting', 'live', 'muted'] as const).map((icon) =>
        drawTrayIcon(icon, scale),
      );
      for (const picture of pictures) {
        expect(picture).toHaveLength((TRAY_ICON_SIZE * scale) ** 2 * 4);
        expect(picture[3]).toBe(0);
        // Premultiplied: no colour is stronger than its alpha.
        for (let at = 0; at < picture.length; at += 4)
          expect(Math.max(...picture.subarray(at, at + 3))).toBeLessThanOrEqual(picture[at + 3] ?? 0);
      }
      expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(4);
    }
  });
});

describe('SH68: the key that mutes from anywhere', () => {
  function setUp(first: 'F9' | null = 'F9') {
    const shortcuts = new FakeShortcuts();
    const taken: boolean[] = [];
    let presses = 0;
    const key = createMuteByKey({
      watch,
      shortcuts,
      first,
      onPressed: () => (presses += 1),
      onTaken: (isTaken) => taken.push(isTaken),
    });
    return { shortcuts, taken, key, presses: () => presses };
  }

  it('is held only while a session is on', () => {
    const { shortcuts, key, presses } = setUp();
    expect(shortcuts.held.size).toBe(0);
    watch.set(WAITING);
    watch.set(LIVE);
    shortcuts.press('F9');
    expect(presses()).toBe(1);
    watch.set(NO_SESSION);
    expect(shortcuts.held.size).toBe(0);
    watch.set(LIVE);
    key.close();
    key.close();
    expect(shortcuts.held.size).toBe(0);
  });

  it('is none until one is chosen', () => {
    const { shortcuts, key } = setUp(null);
    watch.set(LIVE);
    expect(shortcuts.held.size).toBe(0);
    expect(key.state()).toEqual({ chosen: null, isTaken: false });
  });

  it('that another program has is said, when it is chosen and when it is needed', () => {
    const { shortcuts, key, taken } = setUp(null);
    shortcuts.takenByOthers.add('F10');
    key.choose('F10');
    expect(key.state()).toEqual({ chosen: 'F10', isTaken: true });
    key.choose('F9');
    expect(key.state()).toEqual({ chosen: 'F9', isTaken: false });
    expect(shortcuts.held.size).toBe(0);
    shortcuts.takenByOthers.add('F9');
    watch.set(LIVE);
    expect(key.state().isTaken).toBe(true);
    key.choose(null);
    expect(key.state()).toEqual({ chosen: null, isTaken: false });
    expect(taken).toEqual([true, false, true, false]);
  });

  it('changes within a session, and gives the old one back', () => {
    const { shortcuts, key } = setUp();
    watch.set(LIVE);
    key.choose('F10');
    expect([...shortcuts.held.keys()]).toEqual(['F10']);
    key.choose('F10');
    expect([...shortcuts.held.keys()]).toEqual(['F10']);
    key.choose(null);
    expect(shortcuts.held.size).toBe(0);
  });

  it('is taken, too, where the system has no such keys', () => {
    const { shortcuts, key } = setUp(null);
    shortcuts.register = () => {
      throw new Error('not supported');
    };
    key.choose('F9');
    expect(key.state()).toEqual({ chosen: 'F9', isTaken: true });
  });
});

describe('SH69: notifications', () => {
  function setUp() {
    const shown: { text: { title: string; body: string }; isOpen: boolean }[] = [];
    let isLookedAt = false;
    const close = notifySilently({
      watch,
      i18n,
      isLookedAt: () => isLookedAt,
      show(text) {
        const one = { text, isOpen: true };
        shown.push(one);
        return { close: () => (one.isOpen = false) };
      },
    });
    return {
      shown,
      close,
      open: () => shown.filter(({ isOpen }) => isOpen).map(({ text }) => text.body),
      look: (looks: boolean) => (isLookedAt = looks),
    };
  }

  it('say that somebody waits or asks for help, and nothing more', () => {
    const { shown, open } = setUp();
    watch.set({ ...LIVE, waitingCount: 1 });
    watch.set({ ...LIVE, waitingCount: 3, helpCount: 1 });
    expect(open()).toEqual(['Somebody is waiting.', 'Somebody asks for help.']);
    expect(shown.map(({ text }) => text.title)).toEqual(['Circlewell', 'Circlewell', 'Circlewell']);
    expect(JSON.stringify(shown)).not.toMatch(/[0-9]/);
  });

  it('do not come while the window is looked at, nor when fewer wait', () => {
    const { shown, look } = setUp();
    look(true);
    watch.set({ ...LIVE, waitingCount: 2 });
    look(false);
    watch.set({ ...LIVE, waitingCount: 1 });
    expect(shown).toEqual([]);
  });

  it('go when nobody waits any more, and with the session', () => {
    const { open, close } = setUp();
    watch.set({ ...LIVE, waitingCount: 1, helpCount: 1 });
    watch.set({ ...LIVE, waitingCount: 0, helpCount: 1 });
    expect(open()).toEqual(['Somebody asks for help.']);
    watch.set(NO_SESSION);
    expect(open()).toEqual([]);
    watch.set({ ...LIVE, waitingCount: 1 });
    close();
    close();
    expect(open()).toEqual([]);
  });
});

describe('SH70: quitting', () => {
  function setUp(isHubOurs = true) {
    const asked: Question[] = [];
    let answer: (isYes: boolean) => void = () => undefined;
    let quits = 0;
    const guard = createQuitGuard({
      watch,
      i18n,
      isHubOurs: () => isHubOurs,
      ask(question) {
        asked.push(question);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      quit: () => (quits += 1),
    });
    const tryIt = (): boolean => {
      const event = new FakeEvent();
      guard.onEvent(event);
      return !event.defaultPrevented;
    };
    const say = async (isYes: boolean) => {
      answer(isYes);
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { asked, guard, tryIt, say, quits: () => quits };
  }

  it('asks nobody where no session is on', () => {
    const { asked, tryIt } = setUp();
    expect(tryIt()).toBe(true);
    expect(asked).toEqual([]);
  });

  it('asks once while one is on, and a no changes nothing', async () => {
    const { asked, tryIt, say, quits } = setUp();
    watch.set(LIVE);
    expect(tryIt()).toBe(false);
    expect(tryIt()).toBe(false);
    expect(asked).toHaveLength(1);
    await say(false);
    expect(quits()).toBe(0);
    expect(tryIt()).toBe(false);
    expect(asked).toHaveLength(2);
    await say(true);
    expect(quits()).toBe(1);
    expect(tryIt()).toBe(true);
  });

  it('says what it means for the group: it ends with this computer’s hub, and goes on with another', () => {
    const own = setUp(true);
    const other = setUp(false);
    watch.set(WAITING);
    own.tryIt();
    other.tryIt();
    expect(own.asked[0]?.detail).toContain('breaks off for everyone');
    expect(other.asked[0]?.detail).toContain('goes on without you');
    watch.set(LIVE);
    expect(own.asked[0]?.message).toContain('waiting room');
  });

  it('is not asked about where the system ends everything', () => {
    const { guard, tryIt, asked } = setUp();
    watch.set(LIVE);
    guard.allow();
    expect(tryIt()).toBe(true);
    expect(asked).toEqual([]);
  });
});
