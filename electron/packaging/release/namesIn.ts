import { readdir } from 'node:fs/promises';

/** What lies in a folder, by name; nothing where there is no such folder, since nothing was made for that system here. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch {
    return [];
  }
}
