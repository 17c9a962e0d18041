import { describe, expect, test } from 'vitest';
import { CirclewellError } from '../../src/protocol/errors.ts';
import type { Seat } from '../../src/protocol/api/door.ts';
import type { PrivacyCheck } from '../../src/protocol/session/people.ts';
import type { Address } from './address.ts';
import type { Remembered } from './doorMemory.ts';
import { createMemberModel } from './memberModel.ts';
import {
  makeFakeCapture,
  makeFakeDeps,
  makeFakeLive,
  makeFakeMemory,
  makePerson,
  makeSeat,
  makeState,
} from './testKit.ts';

const PRIVACY: PrivacyCheck = {
  place: '12 Oak Street, Springfield',
  callbackPhone: '555 010 4477',
  company: 'alone',
  hasHeadphones: true,
  isDriving: false,
};

const stages = {
  waiting: { stage: 'waiting', since: 1 },
  present: { stage: 'present', since: 1, roomId: 'main' },
} as const;

function setUp(
  options: {
    address?: Address;
    seat?: Seat;
    openError?: CirclewellError;
    remembered?: Partial<Remembered>;
    hasPermission?: boolean;
  } = {},
) {
  const devices = makeFakeCapture();
  const lives: ReturnType<typeof makeFakeLive>[] = [];
  const timers: { ms: number; run: () => void }[] = [];
  const shownSeats: string[] = [];
  const memory = makeFakeMemory(options.remembered);
  const trouble = { current: options.openError ?? null };
  /** Set, the hub's next answers wait for it. */
  const gate: { current: Promise<void> | null } = { current: null };
  const asked: number[] = [];
  const languages: string[] = [];
  const clock = { now: 0 };
  /** How long the hub takes for its next answers, in milliseconds. */
  const delays: number[] = [];
  const open = async () => {
    const seat = { ...(options.seat ?? makeSeat()), displayName: `Ana R. ${asked.push(asked.length)}` };
    await gate.current;
    clock.now += delays.shift() ?? 0;
    if (trouble.current !== null) throw trouble.current;
    return seat;
  };
  const model = createMemberModel(
    makeFakeDeps({
      api: { openLink: open, readSeat: open, fetchTicket: async () => 'ticket' },
      addressBar: {
        read: () => options.address ?? { kind: 'link', token: 'A'.repeat(22) },
        showSeat: (seatId) => shownSeats.push(seatId),
        onChange: () => () => undefined,
      },
      memory,
      capture: devices.capture,
      connect: () => {
        const live = makeFakeLive(devices.capture);
        lives.push(live);
        return live.live;
      },
      now: () => clock.now,
      hasPermission: async () => options.hasPermission ?? false,
      suggestLanguage: (language) => languages.push(language),
      after: (ms, callback) => {
        const timer = { ms, run: callback };
        timers.push(timer);
        return () => {
          if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
        };
      },
    }),
  );
  /** Lets the newest timer come due. */
  const fire = async () => {
    timers.pop()?.run();
    await settle();
  };
  const stage = () => model.store.getState().stage;
  const live = () => {
    const last = lives.at(-1);
    if (last === undefined) throw new Error('not connected');
    return last;
  };
  const self = (
    presence:
      | (typeof stages)[keyof typeof stages]
      | { stage: 'left'; at: number; wasIn: boolean }
      | { stage: 'removed'; at: number },
  ) =>
    makeState([
      makePerson('maria', 'Maria K.', 0, { role: 'lead' }),
      makePerson('ana', 'Ana R.', 1, { presence }),
    ]);
  return {
    model,
    stage,
    live,
    lives,
    self,
    settle,
    fire,
    timers,
    asked,
    gate,
    delays,
    languages,
    shownSeats,
    devices,
    memory,
    trouble,
  };
}

const settle = () => new Promise<void>((done) => setTimeout(done, 0));

/** From the link through both checks and the agreement. */
async function passTheDoor(
  page: ReturnType<typeof setUp>,
  status: 'scheduled' | 'open' = 'open',
): Promise<void> {
  await page.model.start();
  page.live().show(makeState([], { status }));
  page.model.finishDeviceCheck();
  page.model.submitPrivacy(PRIVACY);
  page.model.agree();
  await page.settle();
}

describe('opening', () => {
  test('MP1 the link is exchanged for a seat and leaves the address', async () => {
    const page = setUp();
    await page.model.start();
    expect(page.shownSeats).toEqual(['seat-ana']);
    expect(page.stage().at).toBe('connecting');
  });

  test.each(['door.unknownLink', 'door.revokedLink'] as const)(
    'MP4 a link refused as %s says so',
    async (rule) => {
      const page = setUp({ openError: new CirclewellError('not_found', 'no', rule) });
      await page.model.start();
      expect(page.stage()).toEqual({ at: 'refused', error: { kind: 'not_found', rule } });
    },
  );

  test('MP5 an unreachable hub is asked again by itself', async () => {
    const page = setUp({ openError: new CirclewellError('unavailable', 'no answer') });
    await page.model.start();
    expect(page.stage().at).toBe('unreachable');
    page.trouble.current = null;
    await page.fire();
    expect(page.stage().at).toBe('connecting');
  });

  test('MP5 "Try now" takes the place of the timer, and an older answer is not listened to', async () => {
    const page = setUp({ openError: new CirclewellError('unavailable', 'no answer') });
    await page.model.start();
    expect(page.timers).toHaveLength(1);
    await page.model.start();
    await page.model.start();
    expect(page.timers.map(({ ms }) => ms)).toEqual([5_000]);
    page.trouble.current = null;
    let answer: () => void = () => undefined;
    page.gate.current = new Promise((resolve) => (answer = resolve));
    const older = page.model.start();
    const newer = page.model.start();
    expect(page.timers).toEqual([]);
    answer();
    await Promise.all([older, newer]);
    expect(page.lives).toHaveLength(1);
    expect(page.stage()).toMatchObject({ at: 'connecting', seat: { displayName: 'Ana R. 5' } });
    expect(page.shownSeats).toHaveLength(1);
  });

  test("MP8 the seat's language is suggested to the page", async () => {
    const page = setUp({ seat: { ...makeSeat(), language: 'es' } });
    await page.model.start();
    expect(page.languages).toEqual(['es']);
  });

  test('MP6 without a session the page waits for one', async () => {
    const page = setUp({ seat: { ...makeSeat(), session: null } });
    await page.model.start();
    expect(page.stage().at).toBe('noSession');
    expect(page.timers).toHaveLength(1);
  });

  test('MP2 a page without a link or a seat says what it needs', async () => {
    const page = setUp({ address: { kind: 'none' } });
    await page.model.start();
    expect(page.stage()).toEqual({ at: 'unusable', reason: 'noLink' });
  });

  test('MP7 a hub that stays silent does not hold up the checks', async () => {
    const page = setUp();
    await page.model.start();
    await page.fire();
    expect(page.stage().at).toBe('deviceCheck');
  });
});

describe('the door', () => {
  test('MP9 checks, privacy and agreement go to the hub in one arrival', async () => {
    const page = setUp();
    await passTheDoor(page);
    expect(page.live().sent).toEqual([
      {
        type: 'arrive',
        door: {
          checks: {
            camera: 'skipped',
            microphone: 'skipped',
            speaker: 'skipped',
            connection: expect.any(String),
          },
          privacy: PRIVACY,
          hasAgreed: true,
        },
        isMicOn: false,
        isCameraOn: false,
      },
    ]);
    page.live().show(page.self(stages.waiting));
    expect(page.stage().at).toBe('waiting');
    page.live().show(page.self(stages.present));
    expect(page.stage().at).toBe('room');
  });

  test('MP13 who drives does not get past the privacy check', async () => {
    const page = setUp();
    await page.model.start();
    page.live().show(makeState([], { status: 'open' }));
    page.model.finishDeviceCheck();
    page.model.submitPrivacy({ ...PRIVACY, isDriving: true });
    expect(page.stage()).toMatchObject({ at: 'privacyCheck', isDriving: true });
    page.model.goBack();
    expect(page.stage()).toMatchObject({ at: 'privacyCheck', isDriving: false });
    expect(page.live().sent).toEqual([]);
  });

  test('MP12 where the member is and their number are not remembered', async () => {
    const page = setUp();
    await passTheDoor(page);
    const kept = JSON.stringify(page.memory.load('session-1'));
    expect(kept).toContain('"hasAgreed":true');
    expect(kept).not.toContain('Oak');
    expect(kept).not.toContain('4477');
  });

  test('MP12 going back and forth at the door keeps what was filled in, and arriving forgets it', async () => {
    const page = setUp();
    await page.model.start();
    page.live().show(makeState([], { status: 'open' }));
    page.model.finishDeviceCheck();
    page.model.draftPrivacy({ ...PRIVACY, isDriving: true });
    page.model.submitPrivacy({ ...PRIVACY, isDriving: true });
    page.model.goBack();
    expect(page.model.store.getState().privacy).toEqual(PRIVACY);
    page.model.submitPrivacy(PRIVACY);
    expect(page.stage().at).toBe('agreement');
    page.model.goBack();
    page.model.goBack();
    page.model.finishDeviceCheck();
    expect(page.stage().at).toBe('privacyCheck');
    expect(page.model.store.getState().privacy).toEqual(PRIVACY);
    expect(JSON.stringify(page.memory.load('session-1'))).not.toContain('Oak');
    page.model.submitPrivacy(PRIVACY);
    page.model.agree();
    await settle();
    expect(page.model.store.getState().privacy.place).toBe('');
  });

  test('MP17 while the browser asks, one can go on without devices, and a late answer opens none', async () => {
    const page = setUp();
    await page.model.start();
    page.live().show(makeState([], { status: 'open' }));
    const { answerLater } = page.devices;
    const answer = answerLater();
    const asking = page.model.check.start();
    expect(page.model.store.getState().check).toMatchObject({ hasStarted: true, isAsking: true });
    page.model.skipDevices();
    expect(page.stage()).toMatchObject({
      at: 'privacyCheck',
      checks: { camera: 'skipped', microphone: 'skipped' },
    });
    answer();
    await asking;
    expect(page.devices.capture.store.getState()).toMatchObject({
      camera: { track: null },
      microphone: { track: null },
    });
    page.model.goBack();
    expect(page.model.store.getState().check).toMatchObject({ hasStarted: false, isAsking: false });
  });

  test('MP17 the connection is the middle of three round trips, and is measured again on demand', async () => {
    const page = setUp();
    await page.model.start();
    page.delays.push(100, 900, 200);
    page.live().show(makeState([], { status: 'open' }));
    await settle();
    expect(page.model.store.getState().check.connection).toBe('good');
    page.delays.push(100, 900, 400);
    await page.model.check.measure();
    expect(page.model.store.getState().check.connection).toBe('slow');
    page.trouble.current = new CirclewellError('unavailable', 'no answer');
    await page.model.check.measure();
    expect(page.model.store.getState().check.connection).toBe('lost');
    page.trouble.current = null;
    page.live().live.store.setState({ link: { state: 'reconnecting', since: 1, nextTryAt: 2 } });
    await page.model.check.measure();
    expect(page.model.store.getState().check.connection).toBe('lost');
  });

  test('MP18 who allowed the devices before is not asked to start the check', async () => {
    const page = setUp({ hasPermission: true });
    await page.model.start();
    page.live().show(makeState([], { status: 'open' }));
    await settle();
    expect(page.devices.opened.toSorted()).toEqual(['camera', 'microphone']);
    const other = setUp();
    await other.model.start();
    other.live().show(makeState([], { status: 'open' }));
    await settle();
    expect(other.devices.opened).toEqual([]);
  });

  test('MP10 who agreed in this session is not asked again', async () => {
    const page = setUp({
      remembered: {
        hasAgreed: true,
        checks: { camera: 'ok', microphone: 'ok', speaker: 'ok', connection: 'ok' },
      },
    });
    await page.model.start();
    page.live().show(makeState([], { status: 'open' }));
    expect(page.stage().at).toBe('privacyCheck');
    page.model.submitPrivacy(PRIVACY);
    await page.settle();
    expect(page.live().sent).toHaveLength(1);
  });

  test('MP14 before the waiting room opens nothing is sent; when it opens the page moves on by itself', async () => {
    const page = setUp();
    await passTheDoor(page, 'scheduled');
    expect(page.stage().at).toBe('tooEarly');
    expect(page.live().sent).toEqual([]);
    page.live().show(makeState([], { status: 'open' }));
    await page.settle();
    expect(page.live().sent).toHaveLength(1);
  });

  test('MP15 a refused arrival says why and can be tried again', async () => {
    const page = setUp();
    await page.model.start();
    page.live().answers.send = async () => {
      throw new CirclewellError('conflict', 'locked', 'admission.locked');
    };
    page.live().show(makeState([], { status: 'open' }));
    page.model.finishDeviceCheck();
    page.model.submitPrivacy(PRIVACY);
    page.model.agree();
    await page.settle();
    expect(page.stage()).toMatchObject({ at: 'turnedAway', error: { rule: 'admission.locked' } });
    page.live().answers.send = async () => undefined;
    page.model.enter();
    await page.settle();
    expect(page.live().sent).toHaveLength(2);
  });
});

describe('coming back', () => {
  test('MP11 who left comes back with one tap, without the checks', async () => {
    const page = setUp();
    await page.model.start();
    page.live().show(page.self({ stage: 'left', at: 1, wasIn: true }));
    expect(page.stage().at).toBe('returning');
    page.model.enter();
    await page.settle();
    expect(page.live().sent).toMatchObject([{ type: 'arrive' }]);
    expect(page.live().sent[0]).not.toHaveProperty('door');
  });

  test('MP11 whom the hub had leave while the line was lost comes back with one tap', async () => {
    const page = setUp();
    await passTheDoor(page);
    page.live().show(page.self(stages.present));
    page.live().show(page.self({ stage: 'left', at: 1, wasIn: true }));
    expect(page.stage().at).toBe('returning');
    const before = page.live().sent.length;
    page.model.enter();
    await page.settle();
    expect(page.live().sent.slice(before)).toMatchObject([{ type: 'arrive' }]);
    page.live().show(page.self(stages.present));
    expect(page.stage().at).toBe('room');
  });

  test('MP16 a reload in the room opens the devices before it connects, and asks nothing', async () => {
    const page = setUp({ remembered: { hasArrived: true, isMicOn: true, isCameraOn: false } });
    await page.model.start();
    expect(page.devices.opened).toEqual(['microphone']);
    page.live().show(page.self(stages.present));
    expect(page.stage().at).toBe('room');
    expect(page.live().sent).toEqual([]);
  });

  test('MP20 after a goodbye the devices and the line are closed, and "use it here" connects anew', async () => {
    const page = setUp();
    await passTheDoor(page);
    page.live().show(page.self(stages.present));
    page.live().live.store.setState({ link: { state: 'closed', reason: 'takenOver' } });
    expect(page.stage()).toMatchObject({ at: 'goodbye', reason: 'takenOver' });
    expect(page.lives[0]?.closes()).toBe(1);
    await page.model.comeBack();
    expect(page.lives).toHaveLength(2);
    page.live().show(page.self(stages.present));
    expect(page.stage().at).toBe('room');
  });

  test('MP21 leaving tells the hub, and coming back asks nothing more', async () => {
    const page = setUp();
    await passTheDoor(page);
    page.live().show(page.self(stages.present));
    await page.model.leave();
    expect(page.lives[0]?.sent.at(-1)).toEqual({ type: 'leave' });
    expect(page.stage()).toMatchObject({ at: 'goodbye', reason: 'left' });
    await page.model.comeBack();
    page.live().show(page.self({ stage: 'left', at: 1, wasIn: true }));
    await page.settle();
    expect(page.live().sent).toMatchObject([{ type: 'arrive' }]);
  });

  test('MP46 coming back opens the devices while the seat is found, and closes them where there is no session', async () => {
    const page = setUp({ remembered: { hasArrived: true, isMicOn: true, isCameraOn: false } });
    await page.model.start();
    page.live().show(page.self(stages.present));
    await page.model.leave();
    const before = page.devices.opened.length;
    let answer = (): void => undefined;
    page.gate.current = new Promise<void>((resolve) => (answer = resolve));
    const back = page.model.comeBack();
    expect(page.devices.opened.slice(before)).toEqual(['microphone', 'camera']);
    page.trouble.current = new CirclewellError('unavailable', 'no answer');
    answer();
    await back;
    expect(page.stage().at).toBe('unreachable');
    expect(page.devices.capture.store.getState().microphone).toEqual({ track: null, trouble: null });
  });

  test('MP46 nobody waits for devices that the browser gives without asking', async () => {
    const page = setUp({
      remembered: { hasArrived: true, isMicOn: true, isCameraOn: false },
      hasPermission: true,
    });
    await page.model.start();
    page.live().show(page.self(stages.present));
    page.live().show(page.self({ stage: 'left', at: 1, wasIn: true }));
    for (const kind of ['microphone', 'camera'] as const) page.devices.capture.release(kind);
    page.devices.answerLater();
    page.model.enter();
    await page.settle();
    expect(page.live().sent).toEqual([{ type: 'arrive', isMicOn: true, isCameraOn: true }]);
  });

  test('MP21 who leaves after a reload is not brought back by the hub’s own word', async () => {
    const page = setUp({ remembered: { hasArrived: true, isMicOn: false, isCameraOn: false } });
    await page.model.start();
    page.live().show(page.self(stages.present));
    page.live().answers.send = async () => page.live().show(page.self({ stage: 'left', at: 1, wasIn: true }));
    const leaving = page.model.leave();
    expect(page.stage()).toMatchObject({ at: 'goodbye', reason: 'left' });
    await leaving;
    expect(page.live().sent).toEqual([{ type: 'leave' }]);
    expect(page.live().closes()).toBe(1);
  });

  describe('MP38 who was removed', () => {
    async function removed() {
      const page = setUp({ remembered: { hasArrived: true, isMicOn: true, isCameraOn: true } });
      await page.model.start();
      page.live().show(page.self(stages.present));
      page.live().live.store.setState({ link: { state: 'closed', reason: 'removed' } });
      expect(page.stage()).toMatchObject({ at: 'goodbye', reason: 'removed' });
      expect(page.timers.map(({ ms }) => ms)).toEqual([10_000]);
      page.devices.opened.length = 0;
      await page.fire();
      return page;
    }
    const sentAway = { link: { state: 'closed', reason: 'removed' } } as const;

    test('is taken to the waiting room when they have been let back in, with camera and microphone off', async () => {
      const page = await removed();
      expect(page.lives).toHaveLength(2);
      page.live().live.store.setState(sentAway);
      expect(page.stage()).toMatchObject({ at: 'goodbye', reason: 'removed' });
      expect(page.live().closes()).toBe(1);
      await page.fire();
      page.live().show(page.self({ stage: 'left', at: 2, wasIn: false }));
      await settle();
      expect(page.live().sent).toEqual([{ type: 'arrive', isMicOn: false, isCameraOn: false }]);
      expect(page.devices.opened).toEqual([]);
      page.live().show(page.self(stages.waiting));
      expect(page.stage().at).toBe('waiting');
      expect(page.lives.map(({ closes }) => closes())).toEqual([1, 1, 0]);
      await page.model.leave();
      expect(page.live().sent.at(-1)).toEqual({ type: 'leave' });
    });

    test('learns that the group has ended meanwhile', async () => {
      const page = await removed();
      page.live().live.store.setState({ link: { state: 'closed', reason: 'ended' } });
      expect(page.stage()).toMatchObject({ at: 'goodbye', reason: 'ended' });
      expect(page.timers).toEqual([]);
    });

    test('can ask at once, and then nothing older asks on', async () => {
      const page = await removed();
      await page.model.comeBack();
      expect(page.lives.map(({ closes }) => closes())).toEqual([1, 1, 0]);
      page.live().live.store.setState(sentAway);
      expect(page.timers.map(({ ms }) => ms)).toEqual([10_000]);
    });
  });
});
