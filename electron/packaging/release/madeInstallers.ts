import path from 'node:path';
import { namesIn } from './namesIn.ts';

/** Installers of one platform and processor, such as `win32-x64`. Paths are absolute. */
type OfTarget = readonly [target: string, files: readonly string[]];

/**
 * Finds what people install this version from, where the makers lay it.
 *
 * @param folder one machine's `out/make`
 * @throws Error where a maker's folder has none of this version, or it cannot be told which is
 */
export async function installersIn(folder: string, version: string): Promise<OfTarget[]> {
  const zips = path.join(folder, 'zip');
  const found = await Promise.all([
    ofEach(path.join(folder, 'deb'), 'linux', (own) => namedFor(own, '.deb', version)),
    ofEach(path.join(folder, 'dmg'), 'darwin', (own) => namedFor(own, '.dmg', version)),
    ofEach(path.join(folder, 'squirrel.windows'), 'win32', setupIn),
    ...(await namesIn(zips)).map((platform) =>
      ofEach(path.join(zips, platform), platform, (own) => namedFor(own, '.zip', version)),
    ),
  ]);
  return found.flat();
}

/** A maker lays what it has made for each processor into a folder of its own. */
async function ofEach(
  folder: string,
  platform: string,
  find: (own: string) => Promise<string[]>,
): Promise<OfTarget[]> {
  const found = await Promise.all(
    (await namesIn(folder)).map(
      async (arch) => [`${platform}-${arch}`, await find(path.join(folder, arch))] as const,
    ),
  );
  return found.filter(([, files]) => files.length > 0);
}

/** Those that have the version in their names: a maker leaves what it made of an earlier one lying. */
async function namedFor(folder: string, ending: string, version: string): Promise<string[]> {
  const all = (await namesIn(folder)).filter((name) => name.endsWith(ending));
  const own = all.filter((name) => name.split(/[-_]/).some((part) => isVersion(part, version, ending)));
  if (all.length > 0 && own.length === 0)
    throw new Error(`${folder} holds no ${ending.slice(1)} of version ${version}: make it again.`);
  return own.map((name) => path.join(folder, name));
}

/** `1.3.0` in the middle of a name, and `1.3.0.zip` at its end. */
const isVersion = (part: string, version: string, ending: string): boolean =>
  part === version || part === version + ending;

/**
 * Squirrel's setup has no version in its name. It is of the version whose package stands beside it, since its maker writes the list,
 * the package and the setup at once; with a second one, nobody can tell.
 */
async function setupIn(folder: string): Promise<string[]> {
  const setups = (await namesIn(folder)).filter((name) => name.endsWith('.exe'));
  if (setups.length > 1)
    throw new Error(`${folder} holds ${setups.join(' and ')}: remove what is not of this version.`);
  return setups.map((name) => path.join(folder, name));
}
