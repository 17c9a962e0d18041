import { open } from 'node:fs/promises';

/** A new name in a folder is on the disk only when the folder is. Windows cannot open one, and does not need to. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
