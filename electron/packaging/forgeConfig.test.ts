import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import config from '../../forge.config.ts';
import { drawAppIcon } from './drawAppIcon.ts';
import { png, writeIcons } from './iconFiles.ts';
import { makers } from './makers.ts';
import { signingOf } from './signing.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const makerClassSchema = z.custom<new () => unknown>((value) => typeof value === 'function');

describe('SH90: the makers', () => {
  it('are one for each system’s packages', () => {
    expect(makers('/icon').map(({ name, platforms }) => [name, platforms])).toEqual([
      ['@electron-forge/maker-deb', ['linux']],
      ['@electron-forge/maker-zip', ['linux', 'darwin', 'win32']],
      ['@electron-forge/maker-squirrel', ['win32']],
      ['@electron-forge/maker-dmg', ['darwin']],
    ]);
    expect(config.makers).toHaveLength(4);
  });

  it('are installed at the version of Forge itself, and can be loaded', async () => {
    const manifest = z
      .object({ devDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')));
    const forge = manifest.devDependencies['@electron-forge/cli'];
    for (const { name } of makers('/icon')) expect(manifest.devDependencies[name], name).toBe(forge);
    // What they call in turn is npm's to leave out: for another system, and under a Node that is too old for it.
    for (const { name } of makers('/icon')) z.object({ default: makerClassSchema }).parse(await import(name));
  });

  it('SH61: let the system know of the scheme', () => {
    expect(config.packagerConfig?.protocols).toEqual([{ name: 'Circlewell', schemes: ['circlewell'] }]);
    expect(JSON.stringify(makers('/icon')[0]?.config)).toContain('x-scheme-handler/circlewell');
  });
});

describe('SH94: the configuration', () => {
  it('puts the code into an archive whose integrity the fuses ask for', () => {
    expect(config.packagerConfig).toMatchObject({ asar: true, executableName: 'circlewell' });
    expect(config.plugins?.some((plugin) => plugin instanceof FusesPlugin)).toBe(true);
  });

  it('leaves everything out of the archive but the built shell and console', () => {
    const isLeftOut = config.packagerConfig?.ignore;
    if (typeof isLeftOut !== 'function') throw new Error('there is no rule');
    for (const file of [
      '',
      '/.vite',
      '/.vite/electron/main.cjs',
      '/.vite/renderer/index.html',
      '/package.json',
    ])
      expect(isLeftOut(file), file).toBe(file === '/package.json');
    for (const file of [
      '/node_modules/x',
      '/src/hub/main.ts',
      '/.git',
      '/.vite/electron/main.cjs.map',
      '/tests',
      '/docs',
    ])
      expect(isLeftOut(file), file).toBe(true);
  });

  it('SH91: lays the papers, the hub and the worker in when it packages', () => {
    expect(config.packagerConfig?.extraResource).toEqual([expect.stringMatching(/resources$/)]);
    expect(Object.keys(config.hooks ?? {}).sort()).toEqual(['generateAssets', 'packageAfterCopy']);
  });

  it('says on macOS what camera and microphone are for', () => {
    expect(config.packagerConfig?.extendInfo).toMatchObject({
      NSCameraUsageDescription: expect.any(String),
      NSMicrophoneUsageDescription: expect.any(String),
    });
  });
});

describe('SH94: signing', () => {
  const key = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const feed = { CIRCLEWELL_UPDATE_URL: 'https://updates.example.org', CIRCLEWELL_UPDATE_KEY: key };

  it('is none without anybody who signs', () => {
    expect(signingOf({}, 'darwin')).toEqual({ packager: {}, isSigned: false, feed: null });
  });

  it('is by an identity and Apple’s notary on macOS, and by a certificate on Windows', () => {
    const mac = { CIRCLEWELL_MAC_IDENTITY: 'Developer ID', CIRCLEWELL_MAC_NOTARY_PROFILE: 'circlewell' };
    expect(signingOf({ ...mac, ...feed }, 'darwin')).toMatchObject({
      packager: { osxSign: { identity: 'Developer ID' }, osxNotarize: { keychainProfile: 'circlewell' } },
      isSigned: true,
      feed: { url: 'https://updates.example.org' },
    });
    expect(signingOf({ WINDOWS_CERTIFICATE_FILE: 'c.pfx' }, 'win32')).toMatchObject({
      packager: { windowsSign: true },
      isSigned: true,
    });
  });

  it('SH78: a package that would look for updates is never made unsigned, nor with half a feed', () => {
    expect(() => signingOf(feed, 'win32')).toThrow('must be signed');
    expect(() => signingOf(feed, 'darwin')).toThrow('must be signed');
    expect(signingOf(feed, 'linux').feed).not.toBeNull();
    expect(() => signingOf({ CIRCLEWELL_UPDATE_URL: 'https://updates.example.org' }, 'linux')).toThrow(
      'give both',
    );
    expect(() => signingOf({ ...feed, CIRCLEWELL_UPDATE_URL: 'http://x.example' }, 'linux')).toThrow('https');
  });
});

describe('the icon', () => {
  it('is the page’s drawing: its ground, its seats, its ring, and nothing in the corners', () => {
    const pixels = drawAppIcon(64);
    const at = (x: number, y: number) => [...pixels.subarray((y * 64 + x) * 4, (y * 64 + x) * 4 + 4)];
    expect(at(0, 0)[3]).toBe(0);
    expect(at(32, 2)).toEqual([0x1f, 0x6f, 0x68, 255]);
    expect(at(32, 14)).toEqual([0xdc, 0xec, 0xe9, 255]);
    expect(at(32, 26)).toEqual([255, 255, 255, 255]);
    expect(at(32, 32)).toEqual([0x1f, 0x6f, 0x68, 255]);
  });

  it('is written as each system wants it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'circlewell-icons-'));
    try {
      const base = await writeIcons(folder);
      const picture = await readFile(`${base}.png`);
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      expect(picture.readUInt32BE(16)).toBe(512);
      const windows = await readFile(`${base}.ico`);
      expect([windows.readUInt16LE(2), windows.readUInt16LE(4)]).toEqual([1, 6]);
      expect(
        windows
          .subarray(windows.readUInt32LE(6 + 12))
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
      const mac = await readFile(`${base}.icns`);
      expect([mac.toString('ascii', 0, 4), mac.readUInt32BE(4)]).toEqual(['icns', mac.length]);
      expect(png(16)).toHaveLength(png(16).length);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
