import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * The folders, relative to `root`, of the named packages and of everything they need to run, found as Node finds them.
 * What is optional and not installed (another system's native code) is left out.
 *
 * @throws where something that is not optional is not installed.
 */
export async function packageClosure(root: string, names: readonly string[]): Promise<string[]> {
  const found = new Set<string>();

  async function add(name: string, from: string, isOptional: boolean): Promise<void> {
    const place = await locate(root, name, from);
    if (place === null) {
      if (isOptional) return;
      throw new Error(
        `${name} is needed by ${from === '' ? 'the hub' : from} and is not installed: run "npm ci".`,
      );
    }
    if (found.has(place)) return;
    found.add(place);
    const { dependencies, optionalDependencies } = manifestSchema.parse(
      JSON.parse(await readFile(path.join(root, place, 'package.json'), 'utf8')),
    );
    for (const needed of Object.keys(dependencies)) await add(needed, place, needed in optionalDependencies);
    for (const wanted of Object.keys(optionalDependencies)) await add(wanted, place, true);
  }

  for (const name of names) await add(name, '', false);
  return [...found].sort();
}

/** Where Node finds a package from a folder: beside it, then upwards, never above `root`. */
async function locate(root: string, name: string, from: string): Promise<string | null> {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const base = folder === '.' ? '' : folder;
    const place = path.join(base, 'node_modules', name);
    if (path.basename(base) !== 'node_modules' && (await exists(path.join(root, place, 'package.json'))))
      return place;
    if (base === '') return null;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
