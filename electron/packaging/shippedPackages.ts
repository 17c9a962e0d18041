import { readFile, readdir } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { isFor, placeOf, type LockFile, type Target } from './lockFile.ts';

/** The folders whose code is in the package, in a bundle or beside one. */
const CODE = ['src', 'renderer', 'electron'];
/** What only builds, packages or tests the rest. */
const NOT_SHIPPED = /\.test\.tsx?$|\/(testKit|packaging)\/|vite(\.\w+)?\.config\.ts$|\/fuses\.ts$/;
/** A package's name at the beginning of what is imported from it. */
const PACKAGE_NAME = /^(@[\w.-]+\/)?[\w.-]+/;
/** Imports and re-exports of more than a type, dynamic imports, and those of a style sheet. */
const IMPORTS =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|@import\s+['"]([^'"]+)['"]/g;

/** The names of all packages that the shipped code imports, read from the code itself, so that no list can be out of date. */
export async function importedPackages(root: string): Promise<string[]> {
  const names = new Set<string>();
  for (const folder of CODE) {
    for (const file of await readdir(path.join(root, folder), { recursive: true })) {
      const inside = `${folder}/${file.split(path.sep).join('/')}`;
      if (!/\.(tsx?|css)$/.test(inside) || NOT_SHIPPED.test(inside)) continue;
      for (const name of importsOf(await readFile(path.join(root, inside), 'utf8'))) names.add(name);
    }
  }
  return [...names].sort();
}

/** The packages that a file's text imports, without Node's own modules and without our files. */
export function importsOf(text: string): string[] {
  const names: string[] = [];
  for (const [, fromClause, dynamic, style] of text.matchAll(IMPORTS)) {
    const specifier = fromClause ?? dynamic ?? style ?? '';
    const name = PACKAGE_NAME.exec(specifier)?.[0];
    if (name !== undefined && !specifier.startsWith('.') && !isBuiltin(specifier)) names.push(name);
  }
  return names;
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
