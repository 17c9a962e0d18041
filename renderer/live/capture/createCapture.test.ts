import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DevicePreferences } from '../contract.ts';
import { settle } from '../testKit/fakeClock.ts';
import { FakeDevices } from '../testKit/fakeDevices.ts';
import { cameraProfileFor } from './cameraProfile.ts';
import { createCapture } from './createCapture.ts';
import { createDevicePreferences } from './devicePreferences.ts';
import { deviceTroubleOf } from './deviceTrouble.ts';
import { levelOf } from './levelMeter.ts';

let devices = new FakeDevices();

function captureOn(preferences?: DevicePreferences) {
  return createCapture(preferences ? { preferences } : {}, { devices, cores: 2 });
}

beforeEach(() => {
  devices = new FakeDevices(
    { id: 'mic-a', kind: 'audio' },
    { id: 'mic-b', kind: 'audio' },
    { id: 'cam-a', kind: 'video' },
  );
});

describe('device trouble', () => {
  test.for([
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotAllowedError', 'denied'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['SecurityError', 'insecure'],
    ['InvalidStateError', 'failed'],
  ] as const)('CL30 %s is %s', ([name, trouble]) => {
    expect(deviceTroubleOf(new DOMException('no', name))).toBe(trouble);
    expect(deviceTroubleOf('no')).toBe('failed');
  });

  test('CL30 open never rejects, and says what is wrong', async () => {
    devices.refusal = new DOMException('no', 'NotAllowedError');
    const capture = captureOn();
    await capture.open('microphone');
    expect(capture.store.getState().microphone).toEqual({ track: null, trouble: 'denied' });
    devices.refusal = null;
    await capture.open('microphone');
    expect(capture.store.getState().microphone).toMatchObject({ track: devices.given[0], trouble: null });
    capture.close();
  });

  test('CL30 a page without mediaDevices is insecure', async () => {
    const capture = createCapture({}, { devices: null, cores: 2 });
    await capture.open('camera');
    expect(capture.store.getState().camera.trouble).toBe('insecure');
    capture.close();
  });

  test('CL30 a remembered device that is gone gives way to another', async () => {
    const capture = captureOn({
      load: () => ({ microphone: 'mic-z', camera: null, speaker: null }),
      save: () => undefined,
    });
    await capture.open('microphone');
    expect(capture.store.getState().microphone.track?.label).toBe('mic-a');
    capture.close();
  });
});

describe('devices in use', () => {
  test('CL31 an unplugged microphone gives way to another; without one it is missing', async () => {
    const capture = captureOn();
    await capture.open('microphone');
    devices.inputs = devices.inputs.filter(({ id }) => id !== 'mic-a');
    devices.given[0]?.unplug();
    await settle();
    expect(capture.store.getState().microphone.track?.label).toBe('mic-b');
    expect(capture.store.getState().microphone.trouble).toBeNull();
    devices.inputs = [];
    devices.given[1]?.unplug();
    await settle();
    expect(capture.store.getState().microphone).toEqual({ track: null, trouble: 'missing' });
    capture.close();
  });

  test('CL32 choosing opens the new device before it stops the old one, and is remembered', async () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    const capture = captureOn(createDevicePreferences(storage));
    await capture.open('microphone');
    const first = devices.given[0];
    const states: (string | undefined)[] = [];
    capture.store.subscribe(({ microphone }) =>
      states.push(`${microphone.track?.label} ${first?.readyState}`),
    );
    await capture.choose('microphone', 'mic-b');
    expect(states).toContain('mic-b live');
    expect(first?.readyState).toBe('ended');
    expect(createDevicePreferences(storage).load()).toEqual({
      microphone: 'mic-b',
      camera: null,
      speaker: null,
    });
    kept.set([...kept.keys()][0] ?? '', '{"microphone":7}');
    expect(createDevicePreferences(storage).load().microphone).toBeNull();
    capture.close();
  });

  test('CL32 a phone that cannot have two cameras open closes the old one first', async () => {
    const capture = captureOn();
    await capture.open('camera');
    devices.inputs = [...devices.inputs, { id: 'cam-b', kind: 'video' }];
    devices.refusal = new DOMException('in use', 'NotReadableError');
    const first = devices.given[0];
    if (!first) throw new Error('no camera');
    const stop = first.stop.bind(first);
    first.stop = () => {
      stop();
      devices.refusal = null;
    };
    await capture.choose('camera', 'cam-b');
    expect(capture.store.getState().camera).toMatchObject({ track: { label: 'cam-b' }, trouble: null });
    capture.close();
  });

  test('CL33 a small machine takes 360p with two layers, a large one 720p with three', async () => {
    const capture = captureOn();
    await capture.open('camera');
    expect(devices.asked[0]?.video).toMatchObject({
      width: { ideal: 640 },
      height: { ideal: 360 },
      frameRate: { ideal: 24 },
    });
    expect(cameraProfileFor(4).encodings).toHaveLength(2);
    expect(cameraProfileFor(8).constraints).toMatchObject({ width: 1280, height: 720 });
    expect(cameraProfileFor(8).encodings).toHaveLength(3);
    capture.close();
  });

  test('CL34 a device that arrives after release or close is stopped', async () => {
    let letGo: () => void = () => undefined;
    devices.gate = new Promise((resolve) => (letGo = resolve));
    const capture = captureOn();
    const opened = capture.open('camera');
    capture.release('camera');
    letGo();
    await opened;
    expect(devices.running).toEqual([]);
    expect(capture.store.getState().camera).toEqual({ track: null, trouble: null });
    devices.gate = new Promise((resolve) => (letGo = resolve));
    const again = capture.open('microphone');
    capture.close();
    letGo();
    await again;
    expect(devices.running).toEqual([]);
  });

  test('CL34 of several overlapping choices the last one stays, alone', async () => {
    const capture = captureOn();
    await capture.open('microphone');
    await Promise.all([
      capture.choose('microphone', 'mic-b'),
      capture.choose('microphone', 'mic-a'),
      capture.choose('microphone', 'mic-b'),
    ]);
    expect(devices.running.map(({ label }) => label)).toEqual(['mic-b']);
    capture.close();
    expect(devices.running).toEqual([]);
  });

  test('CL34 a choice that was given up does not take the device of the last one, where it finds it busy', async () => {
    const capture = captureOn();
    devices.inputs = [...devices.inputs, { id: 'cam-b', kind: 'video' }];
    await capture.open('camera');
    let answer: () => void = () => undefined;
    devices.gate = new Promise((resolve) => (answer = resolve));
    const givenUp = capture.choose('camera', 'cam-b');
    devices.gate = null;
    await capture.choose('camera', 'cam-a');
    devices.refusal = new DOMException('in use', 'NotReadableError');
    answer();
    await givenUp;
    expect(devices.running.map(({ label }) => label)).toEqual(['cam-a']);
    expect(capture.store.getState().camera).toEqual({ track: devices.running[0], trouble: null });
    capture.close();
  });

  test('CL34 two openings at once are one', async () => {
    const capture = captureOn();
    await Promise.all([capture.open('camera'), capture.open('camera')]);
    expect(devices.given).toHaveLength(1);
    capture.close();
  });
});

test('the level runs from silence to loud', () => {
  expect(levelOf(new Float32Array(512))).toBe(0);
  expect(levelOf(new Float32Array(512).fill(0.0001))).toBe(0);
  expect(levelOf(new Float32Array(512).fill(0.0316))).toBeCloseTo(0.6, 1);
  expect(levelOf(new Float32Array(512).fill(0.9))).toBe(1);
});

test('CL30 the list of devices leaves out those without a name yet', async () => {
  devices.inputs = [
    { id: '', kind: 'audio' },
    { id: 'cam-a', kind: 'video' },
  ];
  const capture = captureOn();
  await vi.waitFor(() =>
    expect(capture.store.getState().options.camera).toEqual([{ id: 'cam-a', label: 'cam-a' }]),
  );
  expect(capture.store.getState().options.microphone).toEqual([]);
  capture.close();
});
