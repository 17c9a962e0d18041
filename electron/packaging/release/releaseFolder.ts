import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { namesIn } from './namesIn.ts';

/** The signed list of what a release has. */
export const MANIFEST = 'release.json';
/** Where the installers lie, by platform and processor. */
export const INSTALLERS = 'install';
/** The files of a platform and processor, such as `win32-x64`. */
const TARGET = /^(darwin|win32)-(arm64|armv7l|ia32|universal|x64)$/;
/** Lies in a folder for as long as a release is laid into it: whoever finds it there may take up where that was broken off. */
const LAYING = '.circlewell-laying';

const isOfRelease = (name: string): boolean => name === MANIFEST || name === INSTALLERS || TARGET.test(name);

/** @throws Error where files lie in a folder that has no release, whole or half replaced: it was named by hand */
export async function checkReplaceable(folder: string): Promise<void> {
  const inside = await namesIn(folder);
  if (inside.length > 0 && !inside.includes(MANIFEST) && !inside.includes(LAYING))
    throw new Error(`Other files lie in ${folder}. Name an empty folder, or that of an earlier release.`);
}

/**
 * An empty folder beside the release's, on the same disk, in which the next one is laid; the caller removes it.
 *
 * @throws Error where a folder of somebody else's has its name
 */
export async function openBeside(folder: string): Promise<string> {
  const beside = `${folder}.new`;
  const inside = await namesIn(beside);
  if (inside.length > 0 && !inside.includes(LAYING))
    throw new Error(`A release is laid into ${beside} first, and other files lie there. Move them away.`);
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true });
  await writeFile(path.join(beside, LAYING), '');
  return beside;
}

/**
 * Puts a release in the place of the earlier one. Of the folder it removes what is a release's, and nothing else: it may be the
 * feed's own, with a page or a log in it. The list goes first and comes last, so that it never stands with other files than its own.
 */
export async function replaceRelease(folder: string, beside: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Nothing can be renamed from one to the other, which must not show half-way.
  if ((await stat(folder)).dev !== (await stat(beside)).dev)
    throw new Error(`${folder} is on another disk than the folder around it. Name one that is not.`);
  await writeFile(path.join(folder, LAYING), '');
  await rm(path.join(folder, MANIFEST), { force: true });
  for (const name of (await readdir(folder)).filter(isOfRelease))
    await rm(path.join(folder, name), { recursive: true });
  const others = (await readdir(beside)).filter((name) => name !== MANIFEST && name !== LAYING);
  for (const name of [...others, MANIFEST]) await rename(path.join(beside, name), path.join(folder, name));
  await rm(path.join(folder, LAYING));
}
