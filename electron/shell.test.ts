import path from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { FUSES } from './fuses.ts';
import { describeError } from './log.ts';
import { profileDir } from './window/profileDir.ts';
import { MAX_KEPT_PLACES, openingPlace, placeFor, withPlace, type KeptPlace } from './window/windowPlace.ts';
import { secureWebPreferences } from './window/secureWebPreferences.ts';
import { CirclewellError } from '../src/protocol/errors.ts';

describe('SH32: the window and the binary', () => {
  it('has the preferences of the checklist', () => {
    expect(secureWebPreferences('/app/preload.cjs', 'linux')).toMatchObject({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
    });
    expect(secureWebPreferences('/app/preload.cjs', 'darwin')).toMatchObject({ spellcheck: true });
  });

  it('has the strictest fuses', () => {
    expect(FUSES).toEqual({
      version: '1',
      strictlyRequireAllFuses: true,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
      [FuseV1Options.WasmTrapHandlers]: true,
    });
  });
});

describe('SH51: where the window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };
  const kept = { x: 100, y: 50, width: 1000, height: 700, isMaximized: false };

  it('is where it stood', () => {
    expect(openingPlace(kept, [screen])).toEqual({ x: 100, y: 50, width: 1000, height: 700 });
    const left = { ...screen, x: -1920 };
    expect(openingPlace({ ...kept, x: -1500 }, [screen, left])).toMatchObject({ x: -1500 });
  });

  it.each([
    ['beside every screen', { x: 1900 }],
    ['below', { y: 1000 }],
    ['above', { y: -10 }],
  ])('is centred where it would open %s', (_name, changes) => {
    expect(openingPlace({ ...kept, ...changes }, [screen])).toEqual({ width: 1000, height: 700 });
  });

  it('is no larger than the screen the first time', () => {
    expect(openingPlace(null, [{ x: 0, y: 0, width: 1280, height: 680 }])).toEqual({
      width: 1280,
      height: 680,
    });
  });
});

describe('SH82: places for several screens', () => {
  const laptop = { x: 0, y: 0, width: 1440, height: 860 };
  const desk = { x: 1440, y: 0, width: 2560, height: 1400 };
  const small = { x: 10, y: 10, width: 1000, height: 700, isMaximized: false };
  const large = { x: 1500, y: 20, width: 2200, height: 1300, isMaximized: false };

  it('are found again by the screens that there are, in whatever order', () => {
    const kept = withPlace(withPlace([], [laptop], small), [laptop, desk], large);
    expect(placeFor(kept, [laptop])).toEqual(small);
    expect(placeFor(kept, [desk, laptop])).toEqual(large);
  });

  it('begin, with screens not seen before, where the window stood last', () => {
    const kept = withPlace(withPlace([], [laptop], small), [desk], large);
    expect(placeFor(kept, [{ ...desk, width: 1920 }])).toEqual(large);
    expect(placeFor([], [laptop])).toBeNull();
  });

  it('are eight at most, each arrangement once', () => {
    let kept: KeptPlace[] = [];
    for (let width = 0; width < 20; width += 1) kept = withPlace(kept, [{ ...laptop, width }], small);
    expect(kept).toHaveLength(MAX_KEPT_PLACES);
    expect(withPlace(kept, [{ ...laptop, width: 19 }], large)).toHaveLength(MAX_KEPT_PLACES);
    expect(withPlace(kept, [{ ...laptop, width: 19 }], large)[0]?.place).toEqual(large);
  });
});

describe('SH52: the log', () => {
  it('tells of an error its name, kind and frames, not its message', () => {
    const told = describeError(new CirclewellError('forbidden', 'Maria L. said something'));
    expect(told).toMatchObject({ type: 'CirclewellError', kind: 'forbidden' });
    expect(JSON.stringify(told)).not.toContain('Maria');
    expect(describeError('Maria')).toEqual({ type: 'string' });
  });
});

describe('SH49: where things are remembered', () => {
  it('is a folder of its own, or the one that is named', () => {
    expect(profileDir({}, '/data')).toBe(path.join('/data', 'Circlewell', 'shell'));
    expect(profileDir({ CIRCLEWELL_PROFILE_DIR: '' }, '/data')).toBe(
      path.join('/data', 'Circlewell', 'shell'),
    );
    expect(profileDir({ CIRCLEWELL_PROFILE_DIR: '/profiles/a' }, '/data')).toBe(path.resolve('/profiles/a'));
  });
});
