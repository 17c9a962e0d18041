// @ts-check

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [resolved] Where npm fetched it from.
 * @property {string} [integrity]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */

/** @typedef {{ packages: Record<string, LockEntry> }} Lock */

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * Makes a lock file whole for every platform and every registry. It adds the optional packages of other platforms that npm
 * leaves out where the registry it asks does not carry them, each pinned to one exact version; they have no integrity, which
 * npm takes from the registry on the platform that installs them. And it takes out the addresses from which packages were
 * fetched, so that everybody installs from the registry of their own.
 *
 * @param {Lock} lock
 * @returns {{ lock: Lock, added: string[], addressed: string[] }} A new lock, sorted as npm sorts it, the names that were
 *   added, and those whose address was taken out.
 */
export function completeLock(lock) {
  /** @type {Map<string, LockEntry>} */
  const additions = new Map();
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const platform = platformOf(name);
      if (platform === undefined || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(range)) continue;
      if (resolves(lock, place, name)) continue;
      additions.set(`node_modules/${name}`, {
        version: range,
        ...platform,
        ...(entry.dev === true ? { dev: true } : {}),
        optional: true,
      });
    }
  }
  const packages = Object.entries(lock.packages).concat([...additions]);
  packages.sort(([a], [b]) => a.localeCompare(b, 'en'));
  return {
    lock: { ...lock, packages: Object.fromEntries(packages.map(withoutAddress)) },
    added: [...additions.keys()].map(nameOf),
    addressed: packages.flatMap(([place, { resolved }]) => (resolved === undefined ? [] : [nameOf(place)])),
  };
}

/**
 * @param {Lock} lock
 * @returns {string[]} The packages that npm would install without looking whether they are what they were: those without
 *   an integrity, other than the optional ones of other platforms.
 */
export function unverifiedIn(lock) {
  return Object.entries(lock.packages)
    .filter(([place, entry]) => place !== '' && entry.integrity === undefined)
    .filter(([place, entry]) => entry.optional !== true || platformOf(place) === undefined)
    .map(([place]) => nameOf(place));
}

/**
 * @param {[string, LockEntry]} entry
 * @returns {[string, LockEntry]}
 */
function withoutAddress([place, { resolved: _, ...rest }]) {
  return [place, rest];
}

/** @param {string} place Such as `node_modules/a/node_modules/@b/c`. */
function nameOf(place) {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/**
 * @param {string} name A package's name that ends in its platform, such as `@oxlint/binding-linux-arm64-musl`.
 * @returns {{ os: string[], cpu: string[], libc?: string[] } | undefined} Undefined where the name says no platform.
 */
export function platformOf(name) {
  const parts = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = parts.find((part) => SYSTEMS.includes(part));
  const cpu = parts.find((part) => PROCESSORS.includes(part));
  if (os === undefined || cpu === undefined) return undefined;
  if (os !== 'linux') return { os: [os], cpu: [cpu] };
  if (parts.some((part) => part.startsWith('musl'))) return { os: [os], cpu: [cpu], libc: ['musl'] };
  if (parts.some((part) => part.startsWith('gnu'))) return { os: [os], cpu: [cpu], libc: ['glibc'] };
  return { os: [os], cpu: [cpu] };
}

/**
 * @param {Lock} lock
 * @param {string} from Where the dependent lies, such as `node_modules/a/node_modules/b`; empty for the root.
 * @param {string} name
 * @returns {boolean} True where npm would find the package from there.
 */
function resolves(lock, from, name) {
  for (let place = from; ;) {
    const candidate = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`;
    if (candidate in lock.packages) return true;
    if (place === '') return false;
    const cut = place.lastIndexOf('/node_modules/');
    place = cut < 0 ? '' : place.slice(0, cut);
  }
}
