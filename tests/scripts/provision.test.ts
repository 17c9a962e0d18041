import { describe, expect, test } from 'vitest';
import { HelpfulError } from '../../scripts/lib/errors.mjs';
import { provision } from '../../scripts/provision/provision.mjs';
import { stepsFor } from '../../scripts/provision/steps.mjs';
import { createRecorder } from './recorder.ts';

const failing = async () => {
  throw new HelpfulError('It is not to be had.', 'Ask for it elsewhere.');
};

function fakeStep(name: string, options: { isReady?: boolean; isOptional?: boolean; fails?: boolean } = {}) {
  const calls: string[] = [];
  return {
    calls,
    step: {
      name,
      does: `provides ${name}`,
      takes: 'a second',
      isOptional: options.isOptional ?? false,
      isReady: () => options.isReady ?? false,
      provide: options.fails === true ? failing : async () => void calls.push(name),
    },
  };
}

describe('provision', () => {
  test('PR1 says and does nothing where everything is ready', async () => {
    const recorder = createRecorder();
    const ready = fakeStep('a', { isReady: true });
    expect(await provision([ready.step], recorder)).toEqual({ provided: [], absent: [] });
    expect(ready.calls).toEqual([]);
    expect(recorder.lines).toEqual([]);
  });

  test('PR2 goes through the steps in order and stops at the first that fails', async () => {
    const [first, second, third] = [
      fakeStep('first'),
      fakeStep('second', { fails: true }),
      fakeStep('third'),
    ];
    await expect(provision([first.step, second.step, third.step], createRecorder())).rejects.toThrow(
      'not to be had',
    );
    expect(first.calls).toEqual(['first']);
    expect(third.calls).toEqual([]);
  });

  test('PR2 goes on after an optional step that failed, and says so', async () => {
    const recorder = createRecorder();
    const [optional, next] = [fakeStep('window', { fails: true, isOptional: true }), fakeStep('next')];
    const result = await provision([optional.step, next.step], recorder);
    expect(result).toEqual({ provided: ['next'], absent: ['window'] });
    expect(recorder.lines).toContain('[window] It is not to be had. Ask for it elsewhere.');
  });

  test('PR2 does not take a defect in an optional step for its absence', async () => {
    const { step } = fakeStep('window', { isOptional: true });
    const broken = { ...step, provide: () => Promise.reject(new TypeError('a defect')) };
    await expect(provision([broken], createRecorder())).rejects.toThrow('a defect');
  });

  test('PR3 says what a step does and how long it takes before it starts', async () => {
    const recorder = createRecorder();
    await provision([fakeStep('worker').step], recorder);
    expect(recorder.lines[0]).toBe('[worker] provides worker (a second).');
    expect(recorder.lines[1]).toMatch(/^\[worker\] ready after \d+ ms\.$/);
  });
});

describe('stepsFor', () => {
  const names = (steps: readonly { name: string }[]) => steps.map(({ name }) => name);

  test('PR2 each purpose has its steps in the fixed order', () => {
    expect(names(stepsFor({ kind: 'build' }))).toEqual(['packages', 'node']);
    expect(names(stepsFor({ kind: 'hub' }))).toEqual(['packages', 'node', 'SFU worker']);
    expect(names(stepsFor({ kind: 'browser' }))).toEqual(['packages', 'node', 'SFU worker', 'Chromium']);
    expect(names(stepsFor({ kind: 'tests' }))).toEqual([
      'packages',
      'node',
      'SFU worker',
      'Chromium',
      'coturn',
    ]);
    expect(names(stepsFor({ kind: 'window', shell: 'chromium' }))).toEqual([
      'packages',
      'node',
      'SFU worker',
      'Chromium',
    ]);
  });

  test('PR13 PR15 a window asks for Electron first, and neither is a condition', () => {
    const steps = stepsFor({ kind: 'window', shell: 'auto' });
    expect(names(steps)).toEqual(['packages', 'node', 'SFU worker', 'Electron', 'Chromium']);
    expect(steps.map(({ isOptional }) => isOptional === true)).toEqual([false, false, false, true, true]);
  });

  test('PR13 PR32 tests cannot do without Chromium, and can without a relay', () => {
    expect(stepsFor({ kind: 'browser' }).at(-1)?.isOptional).toBe(false);
    expect(stepsFor({ kind: 'tests' }).at(-1)?.isOptional).toBe(true);
  });
});
