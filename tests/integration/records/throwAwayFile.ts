import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A path for a database in a folder of its own, and how to throw the folder away. */
export function throwAwayFile() {
  const dir = mkdtempSync(path.join(tmpdir(), 'circlewell-records-'));
  return {
    dir,
    file: path.join(dir, 'hub.sqlite'),
    remove: async () => rmSync(dir, { recursive: true, force: true }),
  };
}
