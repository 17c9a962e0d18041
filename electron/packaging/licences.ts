import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorkerLibrary } from './billOfMaterials.ts';
import { nameAt, type LockFile } from './lockFile.ts';

/** Licences under which a package may be shipped to others without giving our own code away (SPDX). */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'PSF-2.0',
  'Unlicense',
  'Zlib',
]);

/** The licences of what is compiled into the media worker; their words are in the libraries' own archives. */
const WORKER_LICENCES: Readonly<Record<string, string>> = {
  'abseil-cpp': 'Apache-2.0',
  flatbuffers: 'Apache-2.0',
  libsrtp3: 'BSD-3-Clause',
  libuv: 'MIT',
  openssl: 'Apache-2.0',
  'unordered-dense': 'MIT',
};

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-]|$)/i;

/** Whether an SPDX expression may be shipped: all of what is joined by AND, one of what is joined by OR. */
export function isAllowed(expression: string): boolean {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (/ OR /i.test(bare)) return bare.split(/ OR /i).some(isAllowed);
  if (/ AND /i.test(bare)) return bare.split(/ AND /i).every(isAllowed);
  return ALLOWED.has(bare);
}

/**
 * The licences of everything that is shipped, in one text: name, version, licence and the words of each.
 *
 * @throws where a package has no licence, or one that is not on the list: somebody must decide first.
 */
export async function collectLicences(
  root: string,
  lock: LockFile,
  places: readonly string[],
  workerLibraries: readonly WorkerLibrary[],
): Promise<string> {
  const parts: string[] = [];
  const refused: string[] = [];
  for (const place of places) {
    const { version = '', license } = lock.packages[place] ?? {};
    const title = `${nameAt(place)} ${version}`;
    if (license === undefined || !isAllowed(license)) {
      refused.push(`${title} (${license ?? 'none'})`);
      continue;
    }
    const words = await wordsIn(path.join(root, place));
    parts.push(
      [title, `Licence: ${license}`, '', words ?? `The words of ${license}: https://spdx.org/licenses`].join(
        '\n',
      ),
    );
  }
  for (const { name, version } of workerLibraries) {
    const licence = WORKER_LICENCES[name];
    if (licence === undefined) refused.push(`${name} ${version} in the media worker (none)`);
    else parts.push(`${name} ${version}, in the media worker\nLicence: ${licence}`);
  }
  if (refused.length > 0)
    throw new Error(
      `These packages may not be shipped under their licences: ${refused.join(', ')}. ` +
        'Replace them, or add the licence to electron/packaging/licences.ts after somebody has read it.',
    );
  const line = `\n\n${'='.repeat(78)}\n\n`;
  return `Circlewell contains the following software of others.${line}${parts.join(line)}\n`;
}

/** The words of a package's licence and notices; null where it has no file of them, or is not installed. */
async function wordsIn(folder: string): Promise<string | null> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    return null;
  }
  const texts: string[] = [];
  for (const name of names.filter((one) => LICENCE_FILE.test(one)).sort())
    texts.push((await readFile(path.join(folder, name), 'utf8')).trim());
  return texts.length === 0 ? null : texts.join('\n\n');
}
