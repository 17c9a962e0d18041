import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { billOfMaterials } from './billOfMaterials.ts';
import { collectLicences, isAllowed } from './licences.ts';
import { lockFileSchema, placeOf, type LockFile } from './lockFile.ts';
import { importedPackages, packageOf, shippedPlaces, specifiersIn } from './shippedPackages.ts';
import { libraryIn } from './workerLibraries.ts';
import { makePapers } from './writePapers.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LINUX = { platform: 'linux', arch: 'x64' };

const LOCK: LockFile = lockFileSchema.parse({
  lockfileVersion: 3,
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': {
      version: '1.0.0',
      license: 'MIT',
      integrity: `sha512-${Buffer.from('a'.repeat(64)).toString('base64')}`,
      dependencies: { b: '2' },
      optionalDependencies: { native: '1', 'native-win': '1', 'native-musl': '1', gone: '1' },
    },
    'node_modules/a/node_modules/b': { version: '2.0.0', license: '(MIT OR GPL-3.0-only)' },
    'node_modules/b': { version: '1.0.0', license: 'ISC', dependencies: { a: '1' } },
    'node_modules/native': { version: '1.0.0', license: 'MIT', os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
    'node_modules/native-win': { version: '1.0.0', license: 'MIT', os: ['win32'] },
    'node_modules/native-musl': { version: '1.0.0', license: 'MIT', os: ['linux'], libc: ['musl'] },
    'node_modules/electron': { version: '45.0.0', license: 'MIT', dependencies: { b: '1' } },
    'node_modules/@s/c': { version: '3.0.0', license: 'BSD-3-Clause' },
  },
});

describe('SH93: what is shipped', () => {
  it('is what the code imports, other than types', () => {
    expect(
      specifiersIn(
        [
          "import { a, type B } from 'a';",
          "import type { C } from 'typed';",
          "import { type D } from '@s/c/deep.js';",
          "import './style.css';",
          "import 'side/effect.css';",
          "import path from 'node:path';",
          "export { e } from './e.ts';",
          "import {\n  f,\n  g,\n} from 'f';",
          "const later = await import('later');",
          "@import '@fonts/one/index.css';",
        ].join('\n'),
      ),
    ).toEqual([
      'a',
      '@s/c/deep.js',
      './style.css',
      'side/effect.css',
      'node:path',
      './e.ts',
      'f',
      'later',
      '@fonts/one/index.css',
    ]);
    expect(['a', '@s/c/deep.js', 'side/effect.css', 'node:path', 'fs/promises'].map(packageOf)).toEqual([
      'a',
      '@s/c',
      'side',
      null,
      null,
    ]);
  });

  it('is found as Node finds it, for one system, without what only fetches Electron', () => {
    expect(placeOf(LOCK, 'b', 'node_modules/a')).toBe('node_modules/a/node_modules/b');
    expect(placeOf(LOCK, 'b', 'node_modules/@s/c')).toBe('node_modules/b');
    expect(shippedPlaces(LOCK, ['a', 'electron'], LINUX)).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/electron',
      'node_modules/native',
    ]);
    expect(shippedPlaces(LOCK, ['a'], { platform: 'win32', arch: 'x64' })).toContain(
      'node_modules/native-win',
    );
    expect(() => shippedPlaces(LOCK, ['not-there'], LINUX)).toThrow('not-there is not in package-lock.json');
  });

  it('of this project has the hub, the pages and the shell in it, and no tool', async () => {
    const names = await importedPackages(ROOT);
    expect(names).toEqual(
      expect.arrayContaining([
        '@fastify/swagger',
        '@fontsource-variable/atkinson-hyperlegible-next',
        'electron',
        'electron-store',
        'mediasoup',
        'mediasoup-client',
        'pino',
        'react',
        'zod',
      ]),
    );
    for (const tool of [
      'vitest',
      'vite',
      'typescript',
      '@electron/fuses',
      'fast-check',
      '@lingui/vite-plugin',
    ])
      expect(names).not.toContain(tool);
  });
});

describe('SH93: the bill of materials', () => {
  const places = shippedPlaces(LOCK, ['a', '@s/c', 'electron'], LINUX);
  const options = {
    lock: LOCK,
    places,
    app: { name: 'circlewell', version: '1.0.0' },
    workerLibraries: [{ name: 'openssl', version: '3.0.8', sha256: 'f00' }],
  };
  const bill = billOfMaterials(options);

  it('is CycloneDX 1.6, with each package, its version, purl, licence and hash', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    expect(bill.components).toContainEqual({
      type: 'library',
      'bom-ref': 'pkg:npm/a@1.0.0',
      name: 'a',
      version: '1.0.0',
      purl: 'pkg:npm/a@1.0.0',
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'SHA-512', content: '61'.repeat(64) }],
    });
    expect(bill.components).toContainEqual(
      expect.objectContaining({ group: '@s', name: 'c', purl: 'pkg:npm/%40s/c@3.0.0' }),
    );
    expect(bill.components).toContainEqual(
      expect.objectContaining({
        'bom-ref': 'pkg:npm/b@2.0.0#node_modules/a/node_modules/b',
        licenses: [{ expression: '(MIT OR GPL-3.0-only)' }],
      }),
    );
    expect(bill.components).toContainEqual(expect.objectContaining({ name: 'electron', type: 'framework' }));
  });

  it('names what is compiled into the media worker', () => {
    expect(bill.components).toContainEqual(
      expect.objectContaining({
        name: 'openssl',
        version: '3.0.8',
        hashes: [{ alg: 'SHA-256', content: 'f00' }],
      }),
    );
    const text = 'directory = libsrtp-3.0.0-beta-2fc078db\nsource_hash = abc\n';
    expect(libraryIn('libsrtp3', text)).toEqual({
      name: 'libsrtp3',
      version: '3.0.0-beta-2fc078db',
      sha256: 'abc',
    });
    expect(libraryIn('libuv', 'directory = libuv-v1.51.0\n')).toMatchObject({
      version: '1.51.0',
      sha256: null,
    });
  });

  it('refers only to what is in it, and each reference once', () => {
    const refs = [bill.metadata.component, ...bill.components].map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(bill.dependencies.map(({ ref }) => ref).sort()).toEqual(
      refs.filter((ref) => !ref.startsWith('mediasoup-worker/')).sort(),
    );
    for (const { dependsOn } of bill.dependencies)
      expect(refs).toEqual(expect.arrayContaining([...dependsOn]));
    expect(bill.dependencies).toContainEqual({
      ref: 'pkg:npm/a@1.0.0',
      dependsOn: ['pkg:npm/b@2.0.0#node_modules/a/node_modules/b', 'pkg:npm/native@1.0.0'],
    });
  });

  it('is the same for the same package, its number too, and another for another', () => {
    expect(billOfMaterials(options)).toEqual(bill);
    expect(bill.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    const other = billOfMaterials({ ...options, app: { name: 'circlewell', version: '1.0.1' } });
    expect(other.serialNumber).not.toBe(bill.serialNumber);
  });
});

describe('SH92: licences', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'circlewell-papers-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it.each([
    ['MIT', true],
    ['(MIT OR CC0-1.0)', true],
    ['(AGPL-3.0-only OR MIT)', true],
    ['MIT AND ISC', true],
    ['MIT AND GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    ['UNLICENSED', false],
    ['', false],
  ])('%s may be shipped: %s', (expression, mayBe) => {
    expect(isAllowed(expression)).toBe(mayBe);
  });

  it('are collected with their words', async () => {
    await mkdir(path.join(folder, 'node_modules', 'a'), { recursive: true });
    await writeFile(path.join(folder, 'node_modules', 'a', 'LICENSE.md'), 'Do what is right.\n');
    await writeFile(path.join(folder, 'node_modules', 'a', 'NOTICE'), 'By many.\n');
    const worker = [{ name: 'openssl', version: '3.0.8', sha256: null }];
    const text = await collectLicences(folder, LOCK, ['node_modules/a', 'node_modules/b'], worker);
    expect(text).toContain('a 1.0.0\nLicence: MIT\n\nDo what is right.\n\nBy many.');
    expect(text).toContain('b 1.0.0\nLicence: ISC\n\nThe words of ISC: https://spdx.org/licenses');
    expect(text).toContain('openssl 3.0.8, in the media worker\nLicence: Apache-2.0');
  });

  it('that nobody has allowed stop the packaging, all of them at once', async () => {
    const lock = lockFileSchema.parse({
      lockfileVersion: 3,
      packages: {
        'node_modules/closed': { version: '1.0.0', license: 'SSPL-1.0' },
        'node_modules/silent': { version: '2.0.0' },
      },
    });
    const worker = [{ name: 'odd', version: '1', sha256: null }];
    await expect(collectLicences(folder, lock, Object.keys(lock.packages), worker)).rejects.toThrow(
      'closed 1.0.0 (SSPL-1.0), silent 2.0.0 (none), odd 1 in the media worker (none)',
    );
  });

  it('of all that this project ships are allowed, and each has a version and a hash', async () => {
    const { bill, licences } = await makePapers(ROOT, LINUX);
    expect(bill.components.length).toBeGreaterThan(50);
    for (const { name, version, hashes, type } of bill.components) {
      expect(version, name).not.toBe('');
      if (type !== 'application') expect(hashes, name).toHaveLength(1);
    }
    expect(licences).toContain('mediasoup 3.');
    expect(licences).toContain('openssl 3.');
  });
});
