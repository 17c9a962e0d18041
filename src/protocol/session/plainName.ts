import { z } from 'zod';
import { displayNameSchema } from './people.ts';

/** Controls (NUL, a line's end), half a surrogate, and the signs that turn the direction of what stands after them. */
const TURNS_OR_CONTROLS = /[\p{Cc}\p{Cs}\u202a-\u202e]/u;
/** What takes no ink: joiners and variation selectors, fillers, and the empty cell of Braille. */
const WITHOUT_INK = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;
const INK = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/** Whether a name is what it looks like (ID16). Joiners and marks of direction stay: Persian, Hebrew and emoji need them. */
export function isPlainName(name: string): boolean {
  return !TURNS_OR_CONTROLS.test(name) && hasEvenIsolates(name) && INK.test(name.replace(WITHOUT_INK, ''));
}

/** An isolate that is not closed within the name would take in what stands after it (Unicode Standard Annex 9). */
function hasEvenIsolates(name: string): boolean {
  let depth = 0;
  for (const sign of name) {
    if (sign >= '\u2066' && sign <= '\u2068') depth += 1;
    if (sign === '\u2069') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

const plain = <S extends z.ZodType<string>>(schema: S) =>
  schema.refine(isPlainName, 'must be plain and visible');

/**
 * A name as somebody gives it. What was kept before stays readable by `displayNameSchema`.
 * The code is `custom`, from which the hub makes `name.unreadable`.
 */
export const givenNameSchema = plain(displayNameSchema);
/** The same for what is not a person: a group, the practice. */
export const givenTitleSchema = plain(z.string().trim().min(1).max(80));
