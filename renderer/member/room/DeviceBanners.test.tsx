import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCapture } from '../../live/capture/createCapture.ts';
import type { Capture } from '../../live/contract.ts';
import { settle } from '../../live/testKit/fakeClock.ts';
import { FakeDevices } from '../../live/testKit/fakeDevices.ts';
import { buttonNamed, renderForTest } from '../../ui/testRender.tsx';
import { createMemberModel } from '../memberModel.ts';
import { ModelContext } from '../modelContext.ts';
import { makeFakeDeps, makeFakeLive, makePerson, makeState, silenceAudio } from '../testKit.ts';
import { Room } from './Room.tsx';

const maria = makePerson('maria', 'Maria K.', 0, { role: 'lead' });
const ana = makePerson('ana', 'Ana R.', 1);
let devices = new FakeDevices();
let capture: Capture;

async function drawRoom() {
  capture = createCapture({}, { devices, cores: 2 });
  await Promise.all([capture.open('camera'), capture.open('microphone')]);
  const fake = makeFakeLive(capture);
  fake.show(makeState([maria, ana]));
  const model = createMemberModel(makeFakeDeps({ capture, connect: () => fake.live }));
  const root = await renderForTest(
    <ModelContext value={model}>
      <Room live={fake.live} />
    </ModelContext>,
  );
  const banner = (of: string) => root.querySelector(`[data-testid=trouble-${of}]`)?.textContent ?? null;
  return { root, banner, ...fake };
}

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
  await act(async () => capture.close());
  vi.unstubAllGlobals();
});

describe('MP39 devices in the room', () => {
  test('while both work nothing is said', async () => {
    const { banner } = await drawRoom();
    expect([banner('microphone'), banner('camera'), banner('microphone-camera')]).toEqual([null, null, null]);
  });

  test('a microphone that is pulled out is told with its fix, and can be tried again', async () => {
    const { root, banner, sent } = await drawRoom();
    devices.inputs = devices.inputs.filter(({ kind }) => kind === 'video');
    await act(async () => {
      devices.given.find(({ kind }) => kind === 'audio')?.unplug();
      await settle();
    });
    expect(banner('microphone')).toContain('The group cannot hear you');
    expect(banner('microphone')).toContain('None was found');
    expect(banner('camera')).toBeNull();
    await press(buttonNamed(root, 'Fix it: The group cannot hear you'));
    const dialog = document.querySelector('[role=dialog]') ?? root;
    expect(dialog.querySelector('ol')?.textContent).toContain('Check that it is plugged in');
    await press(buttonNamed(dialog, 'Try again'));
    expect(sent).toEqual([{ type: 'setMic', isOn: true }]);
    devices.inputs = [...devices.inputs, { id: 'mic-b', kind: 'audio' }];
    await act(async () => capture.open('microphone'));
    expect(banner('microphone')).toBeNull();
  });

  test('a permission that is taken away is asked for once, for both', async () => {
    devices.refusal = new DOMException('no', 'NotAllowedError');
    const { root, banner, sent } = await drawRoom();
    expect(banner('microphone-camera')).toContain('The group cannot hear or see you');
    await press(buttonNamed(root, 'Fix it: The group cannot hear or see you'));
    await press(buttonNamed(document.querySelector('[role=dialog]') ?? root, 'Try again'));
    expect(sent).toEqual([
      { type: 'setMic', isOn: true },
      { type: 'setCamera', isOn: true },
    ]);
  });

  test('a busy camera and a missing microphone are told each, and can be put away', async () => {
    devices.inputs = [{ id: 'cam-a', kind: 'video' }];
    const { root, banner } = await drawRoom();
    devices.refusal = new DOMException('no', 'NotReadableError');
    await act(async () => {
      devices.given.find(({ kind }) => kind === 'video')?.unplug();
      await settle();
    });
    expect(banner('microphone')).toContain('None was found');
    expect(banner('camera')).toContain('Another program is using it');
    await press(buttonNamed(root.querySelector('[data-testid=trouble-camera]') ?? root, 'Dismiss'));
    expect(banner('camera')).toBeNull();
    expect(banner('microphone')).not.toBeNull();
  });
});

describe('MP44 sound and picture that do not get through', () => {
  test.each([
    ['failed', 'Sound and picture do not work in this browser'],
    ['reconnecting', 'We are bringing them back'],
  ] as const)('%s is told as it is', async (phase, words) => {
    const { root, live } = await drawRoom();
    await act(async () => live.media.store.setState({ phase }));
    expect(root.textContent).toContain(words);
    expect(root.textContent?.includes('We are bringing them back')).toBe(phase === 'reconnecting');
  });

  test('what has not come after ten seconds is told, and not before', async () => {
    vi.useFakeTimers();
    try {
      const { root, live } = await drawRoom();
      await act(async () => live.media.store.setState({ phase: 'connecting' }));
      await act(async () => vi.advanceTimersByTime(9_999));
      expect(root.textContent).not.toContain('Sound and picture have not come yet');
      await act(async () => vi.advanceTimersByTime(1));
      expect(root.textContent).toContain('Sound and picture have not come yet');
      await act(async () => live.media.store.setState({ phase: 'connected' }));
      expect(root.textContent).not.toContain('Sound and picture have not come yet');
    } finally {
      vi.useRealTimers();
    }
  });
});
