import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

/** The folder that holds `resources/` and `.vite/`: two up from `src/hub/` and from `.vite/hub/` alike. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

// The heap's young part stays as small as it begins: V8 lets it grow to tens of megabytes, by the memory of the machine, and never gives them back
// to a process that is hardly busy (ADR 0154).
setFlagsFromString('--semi-space-growth-factor=1');

// Compiled code is kept from start to start, in a folder of this user's own and not in the common one for temporary
// files, where others could lay down code for us. Where it cannot be written, the start takes longer and nothing else.
enableCompileCache(
  path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'circlewell', 'hub-code'),
);

// After the line above, so that what it loads is kept.
const { runHub } = await import('./runHub.ts');
await runHub(ROOT);
