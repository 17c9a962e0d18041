import type { TextRange } from '../textEdits.ts';
import { foldText, unfoldRange } from './foldText.ts';

export type WordingMatch = { readonly range: TextRange; readonly offers: readonly string[] };

/** A word to avoid, as a pattern over folded text, and what to say instead (domain.md 0.3). */
type Avoided = readonly [pattern: string, ...offers: readonly string[]];

const PERSON_EN = ['person with a substance use disorder', 'client'];
const PERSON_ES = ['persona con un trastorno por consumo de sustancias', 'cliente'];

const AVOIDED: readonly Avoided[] = [
  ['addicts?', ...PERSON_EN],
  ['(?:drug|substance|alcohol) (?:ab)?users?', ...PERSON_EN],
  ['(?:substance|drug) abusers?', ...PERSON_EN],
  ['(?:alcoholic|junkie|crackhead)s?', ...PERSON_EN],
  ['(?:substance|drug|alcohol) abuse', 'substance use', 'substance use disorder'],
  ['drug habit', 'substance use'],
  ['f(?:ell|alling|all|alls) off the wagon', 'returned to use', 'had a lapse'],
  ['dirty (?:urine|test|uds|ua|screen|sample)', 'positive test result'],
  ['clean (?:urine|test|uds|ua|screen|sample)', 'negative test result'],
  ['(?:tested|came back|was) dirty', 'tested positive'],
  ['tested clean', 'tested negative'],
  ['(?:replacement|substitute) drugs?', 'medication for opioid use disorder', 'MOUD'],
  ['commit(?:ted|s|ting)? suicide', 'died by suicide'],
  ['(?:successful|completed) suicide', 'death by suicide'],
  ['(?:failed|unsuccessful) (?:suicide )?attempt', 'suicide attempt'],
  ['non-?complian(?:t|ce)', 'declined', 'was not able to'],
  ['refuse[sd]? to', 'declined to', 'was not able to'],
  ['adict[oa]s?', ...PERSON_ES],
  ['(?:drogadict|toxicoman|drogat|yonqui)[oa]?s?', ...PERSON_ES],
  ['alcoholic[oa]s?', ...PERSON_ES],
  ['abuso de (?:sustancias|drogas|alcohol)', 'consumo de sustancias'],
  ['(?:orina|prueba|muestra) sucia', 'resultado positivo'],
  ['(?:orina|prueba|muestra) limpia', 'resultado negativo'],
  ['drogas? (?:sustitut[oa]|de reemplazo)s?', 'medicamento para el trastorno por consumo de opioides'],
  ['(?:comet(?:io|er|ido) (?:un )?suicidio)', 'murió por suicidio'],
  ['intento (?:fallido|fracasado)', 'intento de suicidio'],
  ['(?:se nego|se niega|rehuso|rehusa) a', 'prefirió no'],
  ['no cumplidor[a]?', 'no pudo'],
];

/** Names in which an avoided word stands rightly; matched first, and left alone (NO36). */
const NAMES = [
  'alcoholics anonymous',
  'alcoholicos anonimos',
  'narcotics anonymous',
  'adult children of alcoholics',
  'substance abuse and mental health services administration',
  'adictos anonimos',
];

const PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?<name>${NAMES.join('|')})|${AVOIDED.map(([pattern]) => `(${pattern})`).join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
);

/** Where a text uses words to avoid, in order (NO36). Quoted words of the member are matched too: a person decides. */
export function avoidedIn(text: string): readonly WordingMatch[] {
  const folded = foldText(text);
  return [...folded.folded.matchAll(PATTERN)].flatMap((match) => {
    if (match.groups?.['name'] !== undefined) return [];
    // Group 1 is the name; the others stand in the order of the list.
    const index = match.slice(2).findIndex((group) => group !== undefined);
    const [, ...offers] = AVOIDED[index] ?? [''];
    return [{ range: unfoldRange(folded, match.index, match.index + match[0].length), offers }];
  });
}
