import { describe, expect, test } from 'vitest';
import { CirclewellError } from '../../src/protocol/errors.ts';
import { passTheDoor, PRIVACY, setUp, settle, stages } from './modelKit.ts';
import { makeSeat, makeState } from './testKit.ts';

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
