import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { isFor, placeOf, type LockFile, type Target } from './lockFile.ts';

/** What is built for the package (`vite.*.config.ts`); everything else is shipped because one of these imports it. */
const ENTRIES = [
  'electron/main.ts',
  'electron/preload.ts',
  'renderer/console/main.tsx',
  'renderer/member/main.tsx',
  'src/hub/main.ts',
];
/** Our files in which there may be imports. */
const HAS_IMPORTS = /\.(tsx?|css)$/;
/** A package's name at the beginning of what is imported from it. */
const PACKAGE_NAME = /^(@[\w.-]+\/)?[\w.-]+/;
/** Imports and re-exports of more than a type, dynamic imports, and those of a style sheet. */
const IMPORTS =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|@import\s+['"]([^'"]+)['"]/g;

/** The names of all packages that the shipped code imports, read from the code itself, so that no list can be out of date. */
export async function importedPackages(root: string): Promise<string[]> {
  const names = new Set<string>();
  const files = new Set(ENTRIES);
  // A set's iteration goes on to what is added meanwhile.
  for (const file of files) {
    const text = await readFile(path.join(root, file), 'utf8');
    for (const specifier of specifiersIn(text)) {
      if (!specifier.startsWith('.')) {
        const name = packageOf(specifier);
        if (name !== null) names.add(name);
      } else if (HAS_IMPORTS.test(specifier)) {
        files.add(path.posix.join(path.posix.dirname(file), specifier));
      }
    }
  }
  return [...names].sort();
}

/** What a file's text imports: packages, Node's own modules, and other files by their paths. */
export function specifiersIn(text: string): string[] {
  return [...text.matchAll(IMPORTS)].map(
    ([, fromClause, dynamic, style]) => fromClause ?? dynamic ?? style ?? '',
  );
}

/** The package that a specifier leads into; null for Node's own modules. */
export function packageOf(specifier: string): string | null {
  return isBuiltin(specifier) ? null : (PACKAGE_NAME.exec(specifier)?.[0] ?? null);
}

/**
 * The places of packages and of everything that they need on a system. Electron needs nothing: its own npm package
 * only fetches the program that is shipped.
 *
 * @throws where the lock file lacks something that is not optional.
 */
export function shippedPlaces(lock: LockFile, names: readonly string[], target: Target): string[] {
  const found = new Set<string>();

  function add(name: string, from: string, isOptional: boolean): void {
    const place = placeOf(lock, name, from);
    const locked = place === null ? undefined : lock.packages[place];
    if (place === null || locked === undefined) {
      if (isOptional) return;
      throw new Error(`${name} is not in package-lock.json: run "npm install".`);
    }
    if (found.has(place) || (isOptional && !isFor(locked, target))) return;
    found.add(place);
    if (name === 'electron') return;
    for (const needed of Object.keys(locked.dependencies))
      add(needed, place, needed in locked.optionalDependencies);
    for (const wanted of Object.keys(locked.optionalDependencies)) add(wanted, place, true);
  }

  for (const name of names) add(name, '', false);
  return [...found].sort();
}
