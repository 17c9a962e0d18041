import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { readRelease } from '../../updates/releaseManifest.ts';
import { layRelease } from './layRelease.ts';
import { findMade } from './madeFiles.ts';
import { readSigningKey, signRelease } from './signRelease.ts';

const pair = () => generateKeyPairSync('ed25519');
const { publicKey, privateKey } = pair();
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privatePem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const feed = { url: 'https://updates.example.org/circlewell', publicKey: publicPem };
const sha512 = (text: string) => createHash('sha512').update(text).digest('hex');

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** What the makers of electron/packaging/makers.ts lay into their folder, by Forge's own names. */
async function make(version: string): Promise<void> {
  const nupkg = `circlewell-${version}-full.nupkg`;
  await write(at('make', 'squirrel.windows', 'x64', nupkg), 'a package');
  await write(at('make', 'squirrel.windows', 'x64', 'RELEASES'), `\uFEFFC0FFEE ${nupkg} 9\r\n`);
  await write(at('make', 'squirrel.windows', 'x64', 'Circlewell-Setup.exe'), 'a setup');
  await write(at('make', 'zip', 'darwin', 'arm64', `Circlewell-darwin-arm64-${version}.zip`), 'a zip');
  await write(at('make', 'dmg', 'arm64', `Circlewell-${version}-arm64.dmg`), 'a disk');
  await write(at('make', 'deb', 'x64', `circlewell_${version}_amd64.deb`), 'a deb');
}

/** Every file below a folder, by its path. */
async function filesIn(name: string): Promise<string[]> {
  const all = await readdir(at(name), { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(at(name), path.join(entry.parentPath, entry.name))).toSorted();
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'circlewell-release-test-'));
  await make('1.3.0');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const lay = async () =>
  layRelease({
    version: '1.3.0',
    made: await findMade([at('make')], '1.3.0'),
    feed,
    key: readSigningKey(privatePem(privateKey), publicPem),
    into: at('release'),
    now: Date.UTC(2026, 10, 30),
  });

describe('SH102: a release', () => {
  it('is what Forge made, signed, as the updater reads it and looks for it', async () => {
    const { feedFiles, installers } = await lay();
    const release = readRelease(await readFile(at('release', 'release.json'), 'utf8'), publicPem);
    expect(release?.version).toBe('1.3.0');
    expect(Object.keys(release?.files ?? {})).toEqual(['win32-x64', 'darwin-arm64']);
    expect(release?.files['win32-x64']?.map(({ name }) => name)).toEqual([
      'RELEASES',
      'circlewell-1.3.0-full.nupkg',
    ]);
    expect(release?.files['win32-x64']?.[1]).toMatchObject({ sha512: sha512('a package'), bytes: 9 });
    expect(feedFiles.at(-1)).toBe('release.json');
    for (const file of [...feedFiles, ...installers])
      expect((await readFile(at('release', file))).length, file).toBeGreaterThan(0);
    expect(installers).toEqual([
      'install/linux-x64/circlewell_1.3.0_amd64.deb',
      'install/darwin-arm64/Circlewell-1.3.0-arm64.dmg',
      'install/darwin-arm64/Circlewell-darwin-arm64-1.3.0.zip',
      'install/win32-x64/Circlewell-Setup.exe',
    ]);
  });

  it('SH103: has the list that macOS’ updater reads, with an address at the feed', async () => {
    await lay();
    const list: unknown = JSON.parse(await readFile(at('release', 'darwin-arm64', 'RELEASES.json'), 'utf8'));
    const url = 'https://updates.example.org/circlewell/darwin-arm64/Circlewell-darwin-arm64-1.3.0.zip';
    expect(list).toMatchObject({
      currentRelease: '1.3.0',
      releases: [
        { version: '1.3.0', updateTo: { version: '1.3.0', url, pub_date: '2026-11-30T00:00:00.000Z' } },
      ],
    });
  });

  it('takes the place of an earlier one, and of nothing else', async () => {
    await lay();
    await write(at('release', 'win32-ia32', 'RELEASES'), 'of the earlier one');
    await write(at('release', 'install', 'Circlewell.dmg'), 'of the earlier one');
    await write(at('release', 'index.html'), 'the feed’s own page');
    await write(at('release', 'win32-notes', 'how.txt'), 'somebody’s');
    const { feedFiles, installers } = await lay();
    expect(await filesIn('release')).toEqual(
      [...feedFiles, ...installers, 'index.html', 'win32-notes/how.txt'].toSorted(),
    );
    await expect(filesIn('release.new')).rejects.toThrow('ENOENT');

    await rm(at('release', 'release.json'));
    await write(at('release', 'thesis.txt'), 'somebody’s');
    await expect(lay()).rejects.toThrow('Name an empty folder');
    expect(await readFile(at('release', 'thesis.txt'), 'utf8')).toBe('somebody’s');
  });

  it('leaves the earlier one as it was where the updater would not take the new one, and nothing of its own', async () => {
    await lay();
    const earlier = await readFile(at('release', 'release.json'), 'utf8');
    const files = await filesIn('release');
    await write(at('make', 'zip', 'darwin', 'arm64', 'Circlewell-darwin-arm64-1.3.0.zip'), '');
    await write(at('make', 'squirrel.windows', 'x64', 'circlewell-1.3.0-full.nupkg'), 'another package');
    await expect(lay()).rejects.toThrow('The updater does not take this release');
    expect(await readFile(at('release', 'release.json'), 'utf8')).toBe(earlier);
    expect(await readFile(at('release', 'win32-x64', 'circlewell-1.3.0-full.nupkg'), 'utf8')).toBe(
      'a package',
    );
    expect(await filesIn('release')).toEqual(files);
    await expect(filesIn('release.new')).rejects.toThrow('ENOENT');

    await rm(at('release'), { recursive: true });
    await expect(lay()).rejects.toThrow('The updater does not take this release');
    await expect(filesIn('release')).rejects.toThrow('ENOENT');
  });

  it('leaves the earlier one as it was where it could not be tried, and shows no list of its own', async () => {
    await lay();
    const earlier = await readFile(at('release', 'release.json'), 'utf8');
    await write(at('make', 'squirrel.windows', 'x64', 'circlewell-1.3.0-full.nupkg'), 'another package');
    // The updater's code has nowhere to fetch to.
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, at('nowhere'));
    await expect(lay()).rejects.toThrow('ENOENT');
    vi.unstubAllEnvs();
    expect(await readFile(at('release', 'release.json'), 'utf8')).toBe(earlier);
    await expect(filesIn('release.new')).rejects.toThrow('ENOENT');
    await lay();
    expect(await readFile(at('release', 'release.json'), 'utf8')).not.toBe(earlier);
  });

  it('is laid once more where it was broken off, and beside it into nobody else’s folder', async () => {
    // Between two of its steps: the list is gone, and some of the new one is there.
    await write(at('release', '.circlewell-laying'), '');
    await write(at('release', 'win32-x64', 'RELEASES'), 'half of it');
    await write(at('release.new', '.circlewell-laying'), '');
    await write(at('release.new', 'darwin-arm64', 'half'), 'half of it');
    const { feedFiles, installers } = await lay();
    expect(await filesIn('release')).toEqual([...feedFiles, ...installers].toSorted());
    await expect(filesIn('release.new')).rejects.toThrow('ENOENT');

    await write(at('release.new', 'thesis.txt'), 'somebody’s');
    await expect(lay()).rejects.toThrow('Move them away');
    expect(await filesIn('release.new')).toEqual(['thesis.txt']);
    expect(await filesIn('release')).toEqual([...feedFiles, ...installers].toSorted());
  });

  it('has the installers of each processor, which may have one name', async () => {
    await write(at('make', 'squirrel.windows', 'arm64', 'circlewell-1.3.0-full.nupkg'), 'a package');
    await write(at('make', 'squirrel.windows', 'arm64', 'RELEASES'), 'C0FFEE circlewell-1.3.0-full.nupkg 9');
    await write(at('make', 'squirrel.windows', 'arm64', 'Circlewell-Setup.exe'), 'another setup');
    await lay();
    const setup = (target: string) =>
      readFile(at('release', 'install', target, 'Circlewell-Setup.exe'), 'utf8');
    expect([await setup('win32-x64'), await setup('win32-arm64')]).toEqual(['a setup', 'another setup']);

    await write(at('other', 'deb', 'x64', 'circlewell_1.3.0_amd64.deb'), 'another deb');
    await expect(findMade([at('make'), at('other')], '1.3.0')).rejects.toThrow(
      'circlewell_1.3.0_amd64.deb was made twice for linux-x64',
    );
  });

  it('has no installer of another version, and none of which it cannot be told', async () => {
    await write(at('make', 'deb', 'x64', 'circlewell_1.2.9_amd64.deb'), 'an older deb');
    await write(at('make', 'deb', 'x64', 'circlewell_11.3.0_amd64.deb'), 'another deb');
    await write(at('make', 'dmg', 'arm64', 'Circlewell-1.2.9-arm64.dmg'), 'an older disk');
    await write(at('make', 'dmg', 'arm64', 'Circlewell.dmg'), 'a disk of nobody knows when');
    await write(at('make', 'zip', 'linux', 'x64', 'Circlewell-linux-x64-1.3.0.zip'), 'a zip');
    const { installers } = await lay();
    expect(installers).toEqual([
      'install/linux-x64/circlewell_1.3.0_amd64.deb',
      'install/linux-x64/Circlewell-linux-x64-1.3.0.zip',
      'install/darwin-arm64/Circlewell-1.3.0-arm64.dmg',
      'install/darwin-arm64/Circlewell-darwin-arm64-1.3.0.zip',
      'install/win32-x64/Circlewell-Setup.exe',
    ]);

    await rm(at('make', 'dmg', 'arm64', 'Circlewell-1.3.0-arm64.dmg'));
    await expect(lay()).rejects.toThrow('holds no dmg of version 1.3.0');
    await rm(at('make', 'dmg'), { recursive: true });
    await write(at('make', 'squirrel.windows', 'x64', 'CirclewellSetup.exe'), 'a setup by an older name');
    await expect(lay()).rejects.toThrow('remove what is not of this version');
  });

  it('is taken together from the folders of several machines, of which none has what another has', async () => {
    await write(at('other', 'squirrel.windows', 'arm64', 'circlewell-1.3.0-full.nupkg'), 'a package');
    await write(at('other', 'squirrel.windows', 'arm64', 'RELEASES'), 'C0FFEE circlewell-1.3.0-full.nupkg 9');
    const { updates } = await findMade([at('make'), at('other')], '1.3.0');
    expect(Object.keys(updates)).toEqual(['win32-x64', 'darwin-arm64', 'win32-arm64']);
    await expect(findMade([at('make'), at('make')], '1.3.0')).rejects.toThrow('made twice');
  });

  it('is of one version, and whole', async () => {
    await expect(findMade([at('make')], '1.4.0')).rejects.toThrow('no full package of version 1.4.0');
    await rm(at('make', 'squirrel.windows', 'x64', 'circlewell-1.3.0-full.nupkg'));
    await expect(findMade([at('make')], '1.3.0')).rejects.toThrow(
      'does not hold circlewell-1.3.0-full.nupkg',
    );
    await rm(at('make', 'squirrel.windows'), { recursive: true });
    await rm(at('make', 'zip'), { recursive: true });
    await expect(lay()).rejects.toThrow('no app to bring up to date');
  });

  it('is given out only where the updater takes it', () => {
    const files = { 'win32-x64': [{ name: '../evil.exe', sha512: sha512('x'), bytes: 1 }] };
    expect(() => signRelease({ version: '1.3.0', files }, privateKey, publicPem)).toThrow('does not take');
    expect(() => signRelease({ version: '1.3.0-rc.1', files: {} }, privateKey, publicPem)).toThrow(
      'does not take',
    );
  });
});

describe('SH104: the key that signs', () => {
  it('is the other half of the one in the packages', () => {
    expect(() => readSigningKey(privatePem(pair().privateKey), publicPem)).toThrow('not the other half');
  });

  it('is an Ed25519 key, and is not told of where it is none', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(() => readSigningKey(privatePem(rsa.privateKey), publicPem)).toThrow('Ed25519');
    const broken = privatePem(privateKey).replace('MC4', 'MC5');
    expect(() => readSigningKey(broken, publicPem)).toThrow(/^The signing key cannot be read/);
  });
});

describe('npm run release', () => {
  it('SH102: makes a release from the command line, and says what goes where', async () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile('package.json', 'utf8')));
    await make(version);
    await rm(at('make', 'squirrel.windows', 'x64', 'circlewell-1.3.0-full.nupkg'));
    await write(at('key.pem'), privatePem(privateKey));
    const env = { ...process.env, CIRCLEWELL_UPDATE_URL: feed.url, CIRCLEWELL_UPDATE_KEY: publicPem };
    const args = ['electron/packaging/release/main.ts', '--made', at('make'), '--out', at('release')];
    const { stdout } = await promisify(execFile)(process.execPath, [...args, '--key', at('key.pem')], {
      env,
    });
    expect(stdout).toContain('the updater takes it');
    expect(stdout).toContain(`Upload to ${feed.url}/ in this order`);
    expect(readRelease(await readFile(at('release', 'release.json'), 'utf8'), publicPem)?.version).toBe(
      version,
    );
    const without = promisify(execFile)(process.execPath, args, { env });
    await expect(without).rejects.toMatchObject({
      stderr: expect.stringContaining('CIRCLEWELL_RELEASE_KEY'),
    });
  });
});
