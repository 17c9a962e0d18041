import { describe, expect, test } from 'vitest';
import { CirclewellError } from '../../src/protocol/errors.ts';
import { passTheDoor, setUp, settle, stages } from './modelKit.ts';

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

  test('MP21 the session is over for the page before its devices are closed: one that goes on would open them again', async () => {
    const page = setUp({ remembered: { hasArrived: true, isMicOn: true, isCameraOn: true } });
    await page.model.start();
    page.live().show(page.self(stages.present));
    const saidAtRelease: (string | undefined)[] = [];
    page.devices.capture.store.subscribe(() => saidAtRelease.push(page.live().sent.at(-1)?.type));
    page.live().answers.send = () => new Promise(() => undefined);
    const leaving = page.model.leave();
    expect(saidAtRelease).toEqual(['leave', 'leave']);
    await page.fire();
    await leaving;
    expect(page.live().closes()).toBe(1);
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
