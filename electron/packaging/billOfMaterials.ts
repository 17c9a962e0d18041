import { createHash } from 'node:crypto';
import { nameAt, placeOf, type LockFile } from './lockFile.ts';

/** A library that is compiled into the media worker. */
export type WorkerLibrary = {
  readonly name: string;
  readonly version: string;
  readonly sha256: string | null;
};

export type BillOptions = {
  readonly lock: LockFile;
  /** The places of what is shipped, from `shippedPlaces`. */
  readonly places: readonly string[];
  readonly app: { readonly name: string; readonly version: string };
  readonly workerLibraries: readonly WorkerLibrary[];
};

type Component = {
  readonly type: 'application' | 'framework' | 'library';
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl?: string;
  readonly licenses?: readonly ({ license: { id: string } } | { expression: string })[];
  readonly hashes?: readonly { alg: 'SHA-512' | 'SHA-256'; content: string }[];
};

/** A bill of materials, as far as CycloneDX 1.6 is used (ECMA-424). */
export type BillOfMaterials = {
  readonly $schema: string;
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
};

const APP_REF = 'circlewell';
const WORKER_REF = 'mediasoup-worker';

/**
 * The bill of materials of a package: what is in it, from the lock file, and what is compiled into the media worker. The
 * same package gives the same bill, its number included, so that two builds can be compared.
 */
export function billOfMaterials({ lock, places, app, workerLibraries }: BillOptions): BillOfMaterials {
  const shipped = new Set(places);
  const components = [
    ...places.map((place) => componentOf(lock, place)),
    ...(workerLibraries.length === 0 ? [] : [workerOf(lock)]),
    ...workerLibraries.map(libraryOf),
  ];
  const dependencies = [
    { ref: APP_REF, dependsOn: places.filter((place) => isTop(place)).map((place) => refAt(lock, place)) },
    ...places.map((place) => ({ ref: refAt(lock, place), dependsOn: needsOf(lock, place, shipped) })),
    { ref: WORKER_REF, dependsOn: workerLibraries.map(({ name }) => libraryRef(name)) },
  ];
  const content = JSON.stringify({ app, components, dependencies });
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(content)}`,
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': APP_REF, ...app } },
    components,
    dependencies: dependencies.filter(({ ref }) => ref !== WORKER_REF || workerLibraries.length > 0),
  };
}

function componentOf(lock: LockFile, place: string): Component {
  const name = nameAt(place);
  const { version = '', license, integrity } = lock.packages[place] ?? {};
  const [group, bare] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const sha512 = integrity?.split(' ').find((hash) => hash.startsWith('sha512-'));
  return {
    type: name === 'electron' ? 'framework' : 'library',
    'bom-ref': refAt(lock, place),
    ...(group === undefined ? {} : { group }),
    name: bare ?? name,
    version,
    purl: purlOf(name, version),
    ...(license === undefined ? {} : { licenses: [licenceOf(license)] }),
    ...(sha512 === undefined
      ? {}
      : {
          hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512.slice(7), 'base64').toString('hex') }],
        }),
  };
}

function licenceOf(license: string): { license: { id: string } } | { expression: string } {
  return /\s/.test(license) ? { expression: license } : { license: { id: license } };
}

function workerOf(lock: LockFile): Component {
  const version = lock.packages['node_modules/mediasoup']?.version ?? '';
  return { type: 'application', 'bom-ref': WORKER_REF, name: WORKER_REF, version };
}

function libraryOf({ name, version, sha256 }: WorkerLibrary): Component {
  return {
    type: 'library',
    'bom-ref': libraryRef(name),
    name,
    version,
    ...(sha256 === null ? {} : { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
  };
}

const libraryRef = (name: string) => `${WORKER_REF}/${name}`;

/** Two copies of one package at one version are two components, told apart by their places. */
function refAt(lock: LockFile, place: string): string {
  const ref = purlOf(nameAt(place), lock.packages[place]?.version ?? '');
  return isTop(place) ? ref : `${ref}#${place}`;
}

const isTop = (place: string) => place.lastIndexOf('node_modules/') === 0;

/** https://github.com/package-url/purl-spec, type `npm`: only the at sign of a scope is encoded. */
function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

function needsOf(lock: LockFile, place: string, shipped: ReadonlySet<string>): string[] {
  const { dependencies = {}, optionalDependencies = {} } = lock.packages[place] ?? {};
  const needs = new Set<string>();
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const needed = placeOf(lock, name, place);
    if (needed !== null && shipped.has(needed)) needs.add(refAt(lock, needed));
  }
  return [...needs].sort();
}

/** A UUID of version 8 (RFC 9562): made from what it stands for. */
function uuidOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
