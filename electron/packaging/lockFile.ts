import { z } from 'zod';

const namesSchema = z.record(z.string(), z.string()).default({});

/** What the lock file says of a package at a place in `node_modules`. */
const lockedSchema = z.object({
  version: z.string().default(''),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dependencies: namesSchema,
  optionalDependencies: namesSchema,
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.array(z.string()).optional(),
});
export type LockedPackage = z.infer<typeof lockedSchema>;

/** package-lock.json, version 3: the packages by their places; the place of the project itself is empty. */
export const lockFileSchema = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), lockedSchema),
});
export type LockFile = z.infer<typeof lockFileSchema>;

/** The system that is packaged for, in Node's words. */
export type Target = { readonly platform: string; readonly arch: string };

/** A package's name, from its place: what stands behind the last `node_modules`. */
export function nameAt(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Where Node finds a package from a place: beside it, then upwards; null where the lock file has none. */
export function placeOf(lock: LockFile, name: string, from: string): string | null {
  for (let base = from; ;) {
    const place = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`;
    if (lock.packages[place] !== undefined) return place;
    if (base === '') return null;
    const above = base.lastIndexOf('/node_modules/');
    base = above < 0 ? '' : base.slice(0, above);
  }
}

/** Whether an optional package is one for that system; on Linux with the GNU C library, as Electron's own build is. */
export function isFor({ os, cpu, libc }: LockedPackage, { platform, arch }: Target): boolean {
  return (
    (os?.includes(platform) ?? true) && (cpu?.includes(arch) ?? true) && (libc?.includes('glibc') ?? true)
  );
}
