import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCapture } from '../live/capture/createCapture.ts';
import type { Capture } from '../live/contract.ts';
import { settle } from '../live/testKit/fakeClock.ts';
import { FakeDevices } from '../live/testKit/fakeDevices.ts';
import { buttonNamed, renderForTest } from '../ui/testRender.tsx';
import { DeviceCheck } from './DeviceCheck.tsx';
import type { DoorApi } from './doorApi.ts';
import type { MemberModel } from './memberContract.ts';
import { createMemberModel } from './memberModel.ts';
import { ModelContext } from './modelContext.ts';
import { SettingsDialog } from './SettingsDialog.tsx';
import { makeFakeDeps, makeFakeLive, makeSeat, makeState, silenceAudio } from './testKit.ts';

const REFUSALS = {
  denied: ['NotAllowedError', 'The browser does not have permission yet'],
  busy: ['NotReadableError', 'Another program is using it'],
  insecure: ['SecurityError', 'This address is not secure'],
  failed: ['InvalidStateError', 'It did not start'],
} as const;

let devices = new FakeDevices();
let capture: Capture;
let model: MemberModel;

async function drawCheck(readSeat?: DoorApi['readSeat']): Promise<HTMLElement> {
  capture = createCapture({}, { devices, cores: 2 });
  const fake = makeFakeLive(capture);
  const deps = makeFakeDeps({ capture, connect: () => fake.live });
  model = createMemberModel({ ...deps, ...(readSeat && { api: { ...deps.api, readSeat } }) });
  await model.start();
  fake.show(makeState([], { status: 'open' }));
  return renderForTest(
    <ModelContext value={model}>
      <DeviceCheck seat={makeSeat()} />
    </ModelContext>,
  );
}
const line = (root: ParentNode, kind: string) =>
  root.querySelector<HTMLElement>(`[data-testid=check-${kind}]`);
const dialog = () => document.querySelector('[role=dialog]') ?? document.body;

/** Presses, and lets devices and hub answer. */
async function press(button: HTMLButtonElement): Promise<void> {
  await act(async () => {
    button.click();
    await settle();
  });
}

beforeEach(() => {
  silenceAudio();
  devices = new FakeDevices({ id: 'mic-a', kind: 'audio' }, { id: 'cam-a', kind: 'video' });
});
afterEach(async () => {
  await act(async () => {
    model.close();
    capture.close();
  });
  vi.unstubAllGlobals();
});

describe('the device check', () => {
  test.each(Object.values(REFUSALS))(
    'MP17 a device refused with %s is told with its fix, and can be tried again',
    async (name, words) => {
      const root = await drawCheck();
      devices.refusal = new DOMException('no', name);
      await press(buttonNamed(root, 'Start the check'));
      for (const kind of ['camera', 'microphone'])
        expect(line(root, kind)).toMatchObject({ dataset: expect.objectContaining({ state: 'trouble' }) });
      expect(line(root, 'microphone')?.textContent).toContain(words);
      expect(root.textContent).toContain('Without a microphone the group cannot hear you.');
      await press(buttonNamed(root, 'Fix it: Microphone'));
      expect(dialog().querySelectorAll('ol li').length).toBeGreaterThan(0);
      devices.refusal = null;
      await press(buttonNamed(dialog(), 'Try again'));
      expect(line(root, 'microphone')?.dataset['state']).toBe('ok');
      expect(line(root, 'camera')?.dataset['state']).toBe('ok');
    },
  );

  test('MP17 a missing camera is told, keeps nobody out, and is handed on as trouble', async () => {
    devices.inputs = [{ id: 'mic-a', kind: 'audio' }];
    const root = await drawCheck();
    await press(buttonNamed(root, 'Start the check'));
    expect(line(root, 'camera')?.textContent).toContain('None was found');
    expect(line(root, 'microphone')?.dataset['state']).toBe('ok');
    await press(buttonNamed(root, 'Next: where are you today?'));
    expect(model.store.getState().stage).toMatchObject({
      at: 'privacyCheck',
      checks: { camera: 'trouble', microphone: 'ok' },
    });
  });

  test('MP17 a microphone that is pulled out during the check is told', async () => {
    const root = await drawCheck();
    await press(buttonNamed(root, 'Start the check'));
    devices.inputs = devices.inputs.filter(({ kind }) => kind === 'video');
    await act(async () => {
      devices.given.find(({ kind }) => kind === 'audio')?.unplug();
      await settle();
    });
    expect(line(root, 'microphone')?.textContent).toContain('None was found');
    expect(root.textContent).toContain('Without a microphone the group cannot hear you.');
  });

  test('MP17 while the browser’s question is unanswered, one can go on without devices', async () => {
    const root = await drawCheck();
    let answer: () => void = () => undefined;
    devices.gate = new Promise((resolve) => (answer = resolve));
    await press(buttonNamed(root, 'Start the check'));
    expect(line(root, 'camera')?.textContent).toContain('Waiting for your answer in the browser…');
    expect(buttonNamed(root, 'Next: where are you today?').disabled).toBe(true);
    await press(buttonNamed(root, 'Go on without camera and microphone'));
    expect(model.store.getState().stage.at).toBe('privacyCheck');
    await act(async () => {
      answer();
      await settle();
    });
    expect(devices.running).toEqual([]);
  });

  test('MP17 a connection that is weak can be measured again', async () => {
    let isDown = true;
    const root = await drawCheck(async () => {
      if (isDown) throw new Error('no answer');
      return makeSeat();
    });
    await press(buttonNamed(root, 'Start the check'));
    expect(line(root, 'connection')?.textContent).toContain('Not connected');
    isDown = false;
    await press(buttonNamed(root, 'Fix it: Connection'));
    await press(buttonNamed(dialog(), 'Try again'));
    expect(line(root, 'connection')?.dataset['state']).toBe('ok');
  });

  test('MP43 the settings show the picture, the level, and the device that runs', async () => {
    devices.inputs = [{ id: 'cam-z', kind: 'video' }, { id: 'mic-z', kind: 'audio' }, ...devices.inputs];
    await drawCheck();
    await act(async () => void (await Promise.all([capture.open('camera'), capture.open('microphone')])));
    devices.inputs = devices.inputs.toReversed();
    await renderForTest(
      <ModelContext value={model}>
        <SettingsDialog isOpen onClose={() => undefined} />
      </ModelContext>,
    );
    expect(dialog().querySelector('video')).not.toBeNull();
    expect(dialog().querySelector('[role=meter]')).not.toBeNull();
    const shown = (label: string) =>
      [...dialog().querySelectorAll('button')].find((button) => button.textContent?.includes(label));
    expect([shown('cam-z'), shown('mic-z')]).not.toContain(undefined);
    await act(async () => capture.choose('camera', 'cam-a'));
    expect(shown('cam-a')).toBeDefined();
  });
});
