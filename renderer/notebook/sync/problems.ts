import { z } from 'zod';

/**
 * What keeps a document from being saved or from going to the hub.
 *
 * - `diskFull`: typed, and in memory alone (NB4)
 * - `diskFailed`: this workstation's notes cannot be written or read
 * - `tooLarge`: stays on this workstation (NB31)
 * - `unreadable`: something of it that came from the hub does not open here
 * - `hubAway`, `signedOut`, `otherAccount`, `notYours`, `outdated`: waits (NB30)
 * - `refused`: the hub takes it for wrong
 */
export const problemSchema = z.enum([
  'diskFull',
  'diskFailed',
  'tooLarge',
  'unreadable',
  'hubAway',
  'signedOut',
  'otherAccount',
  'notYours',
  'outdated',
  'refused',
]);
export type Problem = z.infer<typeof problemSchema>;
