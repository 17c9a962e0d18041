import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { migrateSettings, settingsVersion } from './migrateSettings.ts';
import { createSettings } from './settings.ts';
import { openSettingsFile } from './settingsFile.ts';

// electron-store asks Electron for a folder, and is given one of the test's own instead.
vi.mock('electron', () => ({ default: {} }));

const PLACE = { x: 10, y: 20, width: 800, height: 600, isMaximized: true };
const NOTHING = { version: 1, windowPlaces: [], hub: null, muteKey: null, language: null };

describe('SH50: settings', () => {
  it('are kept, one without the other', () => {
    const file = { store: {} };
    const settings = createSettings(file);
    expect(settings.read()).toEqual(NOTHING);
    settings.write({ hub: { kind: 'remote', address: 'https://hub.example.org' } });
    settings.write({ windowPlaces: [{ arrangement: '1920x1040@0,0', place: PLACE }] });
    expect(createSettings(file).read()).toEqual({
      ...NOTHING,
      windowPlaces: [{ arrangement: '1920x1040@0,0', place: PLACE }],
      hub: { kind: 'remote', address: 'https://hub.example.org' },
    });
  });

  it('that cannot be read are as if never set, each for itself, and nothing else is kept', () => {
    const store = {
      version: 1,
      windowPlaces: [{ arrangement: '', place: { ...PLACE, width: 'wide' } }],
      hub: { kind: 'remote', address: 'http://hub.example.org' },
      muteKey: 'F1',
      language: 'es',
      passphrase: 'x',
    };
    const file = { store };
    expect(createSettings(file).read()).toEqual({ ...NOTHING, language: 'es' });
    createSettings(file).write({ muteKey: 'F9' });
    expect(file.store).toEqual({ ...NOTHING, language: 'es', muteKey: 'F9' });
  });
});

describe('SH59: older settings', () => {
  it('of version 0 keep their window and their hub', () => {
    const old = { windowPlace: PLACE, hubAddress: 'https://hub.example.org' };
    expect(createSettings({ store: old }).read()).toEqual({
      ...NOTHING,
      windowPlaces: [{ arrangement: '', place: PLACE }],
      hub: { kind: 'remote', address: 'https://hub.example.org' },
    });
  });

  it('of version 0 without an address meant the shell’s own hub, and nobody is asked again', () => {
    expect(createSettings({ store: { windowPlace: null, hubAddress: null } }).read().hub).toEqual({
      kind: 'own',
    });
    expect(createSettings({ store: {} }).read().hub).toBeNull();
  });

  it('are not touched where they are newer', () => {
    const newer = { version: 2, hub: { kind: 'own' }, language: 'es', theme: 'x' };
    expect(settingsVersion(newer)).toBeNull();
    expect(migrateSettings(newer)).toBe(newer);
    expect(createSettings({ store: newer }).read()).toEqual({
      ...NOTHING,
      hub: { kind: 'own' },
      language: 'es',
    });
  });

  it('of whatever shape never keep the app from starting', () => {
    const anything = fc.dictionary(
      fc.constantFrom(
        'version',
        'windowPlace',
        'windowPlaces',
        'hubAddress',
        'hub',
        'muteKey',
        'language',
        '__proto__',
      ),
      fc.anything(),
    );
    fc.assert(
      fc.property(anything, (store) => {
        const file = { store };
        const settings = createSettings(file);
        const first = settings.read();
        settings.write({});
        expect(createSettings(file).read()).toEqual(first);
      }),
    );
  });
});

describe('SH58: the file', () => {
  let folder: string;
  const file = () => path.join(folder, 'settings.json');
  const asides = () => readdirSync(folder).filter((name) => name.startsWith('settings-aside-'));
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'circlewell-settings-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is made, written and found again', () => {
    const first = openSettingsFile(folder, '1');
    expect(first.isSetAside).toBe(false);
    createSettings(first.file).write({ language: 'es' });
    expect(createSettings(openSettingsFile(folder, '2').file).read()).toEqual({ ...NOTHING, language: 'es' });
    expect(asides()).toEqual([]);
  });

  it.each([['{"version":1,"hub":'], [''], ['[]'], ['null'], ['"text"'], ['\u0000\u0000\u0000']])(
    'that holds %j is set aside whole, and the app begins anew',
    (text) => {
      writeFileSync(file(), text);
      const opened = openSettingsFile(folder, '17');
      expect(opened.isSetAside).toBe(true);
      createSettings(opened.file).write({ language: 'es' });
      expect(createSettings(openSettingsFile(folder, '18').file).read().language).toBe('es');
      expect(asides()).toEqual(['settings-aside-17.json']);
      expect(readFileSync(path.join(folder, 'settings-aside-17.json'), 'utf8')).toBe(text);
    },
  );

  it('of a newer version is copied before anything is written, and nobody is told that it was lost', () => {
    const text = JSON.stringify({ version: 9, language: 'es', theme: 'x' });
    writeFileSync(file(), text);
    const opened = openSettingsFile(folder, '17');
    expect(opened.isSetAside).toBe(false);
    createSettings(opened.file).write({ muteKey: 'F9' });
    expect(readFileSync(path.join(folder, 'settings-aside-17.json'), 'utf8')).toBe(text);
    expect(createSettings(openSettingsFile(folder, '18').file).read()).toMatchObject({
      language: 'es',
      muteKey: 'F9',
    });
  });

  it('leaves no more than three of them behind', () => {
    for (let stamp = 1; stamp <= 5; stamp += 1) {
      writeFileSync(file(), 'broken');
      openSettingsFile(folder, String(stamp));
    }
    expect(asides().sort()).toEqual(['3', '4', '5'].map((stamp) => `settings-aside-${stamp}.json`));
  });
});
