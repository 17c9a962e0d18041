// @ts-check

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
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
 * Adds the entries that npm leaves out: optional packages for other platforms, pinned to one exact version, which the
 * registry at hand does not carry. They have no integrity, since nobody here has seen them; npm takes it from the
 * registry on the platform that installs them.
 *
 * @param {Lock} lock
 * @returns {{ lock: Lock, added: string[] }} A new lock, sorted as npm sorts it, and the names that were added.
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
    lock: { ...lock, packages: Object.fromEntries(packages) },
    added: [...additions.keys()].map((place) => place.slice('node_modules/'.length)),
  };
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
