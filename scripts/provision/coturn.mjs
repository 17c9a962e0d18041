// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { installDebianPackages, thisMachine } from './apt.mjs';

/** @typedef {import('./provision.mjs').Step} Step */

const PLACES = ['/usr/bin/turnserver', '/usr/local/bin/turnserver', '/opt/homebrew/bin/turnserver'];
/** Where it is a link to nothing, systemd starts no such service. */
const UNIT = '/etc/systemd/system/coturn.service';

/** @returns {string | undefined} coturn's program. */
export function turnserverBin() {
  return PLACES.find((place) => existsSync(place));
}

/**
 * A relay for the one test that goes through a real one; without it that test is skipped. Debian's package would start a relay that listens
 * to everybody: its service is masked first, so that none runs but the tests' own.
 *
 * @returns {Step}
 */
export function coturnStep() {
  return {
    name: 'coturn',
    does: 'provides the relay that one of the tests goes through',
    takes: 'half a minute',
    isOptional: true,
    isReady: () => turnserverBin() !== undefined || !thisMachine.isDebian() || !thisMachine.isRoot(),
    async provide(reporter) {
      if (!existsSync(UNIT)) {
        await mkdir(path.dirname(UNIT), { recursive: true });
        await symlink('/dev/null', UNIT);
      }
      await installDebianPackages(['coturn'], { purpose: 'for the test of a relay', reporter });
    },
  };
}
