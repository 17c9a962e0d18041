import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { billOfMaterials, type BillOfMaterials } from './billOfMaterials.ts';
import { collectLicences } from './licences.ts';
import { lockFileSchema, type LockFile, type Target } from './lockFile.ts';
import { importedPackages, shippedPlaces } from './shippedPackages.ts';
import { workerLibraries } from './workerLibraries.ts';

/** What a package says of its own contents. */
export type Papers = { readonly bill: BillOfMaterials; readonly licences: string };

/** Makes the papers for a system from the project's folder. Throws where a package may not be shipped. */
export async function makePapers(root: string, target: Target): Promise<Papers> {
  const lock = await readLock(root);
  const places = shippedPlaces(lock, await importedPackages(root), target);
  const libraries = await workerLibraries(root);
  const app = z
    .object({ name: z.string(), version: z.string() })
    .parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')));
  return {
    bill: billOfMaterials({ lock, places, app, workerLibraries: libraries }),
    licences: await collectLicences(root, lock, places, libraries),
  };
}

/** Lays `licences.txt` and `bom.json` into a folder. */
export async function writePapers(root: string, target: Target, folder: string): Promise<void> {
  const { bill, licences } = await makePapers(root, target);
  await writeFile(path.join(folder, 'licences.txt'), licences);
  await writeFile(path.join(folder, 'bom.json'), `${JSON.stringify(bill, null, 2)}\n`);
}

async function readLock(root: string): Promise<LockFile> {
  return lockFileSchema.parse(JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')));
}
