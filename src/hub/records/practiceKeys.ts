import { isGuessableKey } from '../../protocol/guessableKey.ts';
import type { HubConfig } from '../config.ts';
import {
  findKeyFile,
  nextKeyFileOf,
  parseKey,
  placeNextKey,
  readKeyFile,
  readOrMakeKeyFile,
} from './keyFile.ts';
import type { Records } from './openRecords.ts';
import { keyFits } from './sqlite/keyFits.ts';

/** What the hub is told of its key-encryption key. */
type KeySource = HubConfig['kek'];

/** The key that a practice is sealed under, and the one that it is to be moved to; both, while that is under way (RE51). */
export type PracticeKeys = { readonly current: Uint8Array; readonly next: Uint8Array | null };

/**
 * The keys of a practice as they are given.
 * @param isPracticeThere beside a practice no key is made: it would open nothing, and the desktop app would take it for
 *   the right one (RE16)
 * @throws Error with a sentence for the operator
 */
export async function readPracticeKeys(kek: KeySource, isPracticeThere: boolean): Promise<PracticeKeys> {
  if (kek.from === 'environment') {
    const next = kek.next === null ? null : parseKey(kek.next, 'CIRCLEWELL_KEK_NEXT');
    return pair(parseKey(kek.text, 'CIRCLEWELL_KEK'), next);
  }
  const current = await (isPracticeThere ? readKeyFile(kek.file) : readOrMakeKeyFile(kek.file));
  return pair(current, await findKeyFile(nextKeyFileOf(kek.file)));
}

/** One key twice is no change: `CIRCLEWELL_KEK_NEXT` may be left where it was once it has become `CIRCLEWELL_KEK`. */
function pair(current: Uint8Array, next: Uint8Array | null): PracticeKeys {
  return { current, next: next && Buffer.compare(current, next) === 0 ? null : next };
}

/**
 * The key that a practice is to stay under has to be one that was drawn (HO8). One from before may still be opened to be changed, so
 * that nobody is locked out of a practice by a key that was accepted once.
 * @throws Error with a sentence for the operator
 */
export function refuseGuessable(
  { current, next }: PracticeKeys,
  kek: KeySource,
  isPracticeThere: boolean,
): void {
  if (!isGuessableKey(next ?? current)) return;
  const isToBeMoved = isPracticeThere && next === null;
  if (kek.from === 'file') {
    const file = next ? nextKeyFileOf(kek.file) : kek.file;
    const advice = isToBeMoved
      ? 'Change it with "npm run hub -- rotate-key --data DIR".'
      : 'Move that file elsewhere: a good key is made in its place.';
    throw new Error(`The key file ${file} holds a key that is easily guessed. ${advice}`);
  }
  const name = next ? 'CIRCLEWELL_KEK_NEXT' : 'CIRCLEWELL_KEK';
  const advice = isToBeMoved
    ? ', and give it as CIRCLEWELL_KEK_NEXT beside this one: the start moves the practice to it.'
    : '.';
  throw new Error(
    `${name} is a key that is easily guessed. Make one with "openssl rand -base64 32"${advice}`,
  );
}

/** The one of both that opens the practice now; where neither does, the current one, which is then refused by name. */
export function fittingKey(databaseFile: string, { current, next }: PracticeKeys): Uint8Array {
  return next && !keyFits(databaseFile, current) && keyFits(databaseFile, next) ? next : current;
}

/**
 * Moves a practice to its next key, if there is one: the database first, then the key file. Whatever it is cut off at, one of both keys
 * opens the practice, and the next start or command goes on from there (RE51).
 * @param records opened with `fitting`
 * @returns the key that it is sealed under afterwards
 */
export async function settleKeys(
  { current, next }: PracticeKeys,
  {
    records,
    fitting,
    kek,
    now,
  }: { records: Pick<Records, 'changeKey'>; fitting: Uint8Array; kek: KeySource; now: () => number },
): Promise<Uint8Array> {
  if (next === null) return current;
  if (fitting === current) await records.changeKey(current, next);
  if (kek.from === 'file') await placeNextKey(kek.file, now());
  return next;
}
