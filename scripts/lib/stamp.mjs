// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Neither tests nor documents end in a bundle. */
const NOT_AN_INPUT = /\.test\.tsx?$|\.md$|(^|[\\/])\.[^\\/]+$/;

/**
 * A value that changes when the contents, the names or the number of the input files change.
 *
 * @param {string} root
 * @param {readonly string[]} inputs Files and folders below `root`; what does not exist counts as empty.
 * @returns {string}
 */
export function hashInputs(root, inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of listFiles(path.join(root, input))) {
      hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} place
 * @returns {string[]} The files below it in a fixed order, without tests, documents and hidden files.
 */
function listFiles(place) {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (stats.isFile()) return [place];
  return readdirSync(place)
    .sort()
    .filter((name) => name !== 'node_modules' && !(NOT_AN_INPUT.test(name) && !isContent(place)))
    .flatMap((name) => listFiles(path.join(place, name)));
}

/**
 * @param {string} folder
 * @returns {boolean} True below `resources/`, where a Markdown file is a deck and so content.
 */
function isContent(folder) {
  return folder.split(path.sep).includes('resources');
}

/**
 * @param {string} file
 * @param {string} value
 * @returns {boolean} True where the stamp file holds that value.
 */
export function isStamped(file, value) {
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

/**
 * @param {string} file
 * @param {string} value
 */
export function stamp(file, value) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, value);
}
