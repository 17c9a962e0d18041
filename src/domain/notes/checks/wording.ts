import type { TextRange } from '../textEdits.ts';
import { foldText, unfoldRange } from './foldText.ts';

export type WordingMatch = { readonly range: TextRange; readonly offers: readonly string[] };

/** A word to avoid, as a pattern over folded text, and what to say instead (domain.md 0.3). */
type Avoided = readonly [pattern: string, ...offers: readonly string[]];

const PERSON_EN = ['person with a substance use disorder', 'client'];
const PERSON_ES = ['persona con un trastorno por consumo de sustancias', 'cliente'];

const SUBSTANCE =
  '(?:drugs?|substances?|alcohol|heroin|opioids?|opiates?|cocaine|crack|meth(?:amphetamines?)?|amphetamines?|fentanyl|cannabis|marijuana|pills?|benzos?)';
const SUSTANCIA =
  '(?:drogas?|sustancias?|alcohol|heroina|opioides?|cocaina|crack|metanfetaminas?|fentanilo|cannabis|marihuana|pastillas?)';

/** The first that matches at a place holds: what says more stands before what says less. */
const AVOIDED: readonly Avoided[] = [
  ['addicts?', ...PERSON_EN],
  [`(?:${SUBSTANCE} )?(?:ab)?users?`, ...PERSON_EN],
  ['(?:alcoholic|junkie|crackhead)s?', ...PERSON_EN],
  [`${SUBSTANCE} abuse`, 'substance use', 'substance use disorder'],
  [`(?:${SUBSTANCE} )?habits?`, 'substance use'],
  ['f(?:ell|alling|all|alls) off the wagon', 'returned to use', 'had a lapse'],
  ['dirty (?:urine|test|uds|ua|screen|sample)', 'positive test result'],
  ['clean (?:urine|test|uds|ua|screen|sample)', 'negative test result'],
  ['(?:tested|came back|was) dirty', 'tested positive'],
  ['tested clean', 'tested negative'],
  ['(?:replacement|substitute) drugs?', 'medication for opioid use disorder', 'MOUD'],
  [
    '(?:methadone|buprenorphine|suboxone|opioid|drug) (?:substitut(?:es?|ion)|replacements?)',
    'medication for opioid use disorder',
    'MOUD',
  ],
  ['(?:substitution|replacement) therapy', 'medication for opioid use disorder', 'MOUD'],
  ['commit(?:ted|s|ting)? suicide', 'died by suicide'],
  ['(?:successful|completed) suicide', 'death by suicide'],
  ['successful suicide attempts?', 'death by suicide'],
  ['(?:failed|unsuccessful) (?:suicide )?attempts?(?! (?:to|at)\\b)', 'suicide attempt'],
  ['failed (?:an? |the |his |her |their )?(?:drug |urine )?(?:tests?|screens?|uds|ua)', 'tested positive'],
  ['failed to', 'did not', 'was not able to'],
  ['failed', 'returned to use', 'had a lapse'],
  ['(?:non-?|not )complian(?:t|ce)', 'declined', 'was not able to'],
  ['refuse[sd]? to', 'declined to', 'was not able to'],
  ['refuse[sd]?', 'declined'],
  ['refusing(?: to)?', 'declining'],
  ['adict[oa]s?', ...PERSON_ES],
  ['(?:drogadict|toxicoman|drogat|yonqui)[oa]?s?', ...PERSON_ES],
  ['alcoholic[oa]s?', ...PERSON_ES],
  [`(?:usuari[oa]|abusador(?:a)?|consumidor(?:a)?)(?:e?s)? de ${SUSTANCIA}`, ...PERSON_ES],
  ['abusador(?:a|es|as)?', ...PERSON_ES],
  [`abuso de ${SUSTANCIA}`, 'consumo de sustancias'],
  ['vicios?', 'consumo de sustancias'],
  ['(?:orina|prueba|muestra) sucia', 'resultado positivo'],
  ['(?:orina|prueba|muestra) limpia', 'resultado negativo'],
  ['drogas? (?:sustitut[oa]|de reemplazo)s?', 'medicamento para el trastorno por consumo de opioides'],
  ['(?:comet(?:io|er|ido) (?:un )?suicidio)', 'murió por suicidio'],
  ['intento (?:fallido|fracasado)', 'intento de suicidio'],
  ['h(?:a|abia) fracasado', 'volvió a consumir', 'tuvo una recaída'],
  ['(?:se nego|se niega|rehuso|rehusa) a', 'prefirió no'],
  ['(?:se nego|se niega|rehuso|rehusa)', 'prefirió no hacerlo'],
  ['no cumplidor[a]?', 'no pudo'],
];

/** In which an avoided word stands rightly: names, and another meaning of it. Matched first, and left alone (NO36). */
const RIGHTLY: readonly string[] = [
  'alcoholics anonymous',
  'alcoholicos anonimos',
  'narcotics anonymous',
  'adult children of alcoholics',
  'substance abuse and mental health services administration',
  'adictos anonimos',
  '(?:nicotine|hormone) replacement therapy',
  // Of what somebody uses that is no substance.
  '(?:wheelchair|walker|service|phone|computer|internet|social media|app|screen reader|sign language) users?',
  'users? ?(?:names?|ids?|accounts?|manuals?|guides?)',
  // Who did somebody harm.
  '(?:his|her|their|my|your|alleged|former) abusers?',
  '(?:su|sus|mi) abusador(?:a|es|as)?',
  // Of every day.
  '(?:sleep(?:ing)?|eating|health(?:y|ier)|good|better|new|old|daily|morning|evening|nightly|exercise|work|study|spending|thinking|thought|coping|positive|reading|walking) habits?',
  'habits? (?:of|tracker|stacking|reversal)',
  // What a member says no to: a skill of relapse prevention.
  `refus(?:e|es|ed|ing) (?:an? |the |any |another |his |her |their )?(?:offers?|drinks?|beers?|wine|cigarettes?|${SUBSTANCE})(?! (?:tests?|screens?))`,
  // Of the line, not of a person.
  '(?:connection|line|network|internet|audio|video|camera|microphone|sound|call|link|device|computer|phone)s? (?:had |has )?failed',
  'failed (?:connections?|calls?|logins?)',
];

const PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?<rightly>${RIGHTLY.join('|')})|${AVOIDED.map(([pattern]) => `(${pattern})`).join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
);

/** Where a text uses words to avoid, in order (NO36). Quoted words of the member are matched too: a person decides. */
export function avoidedIn(text: string): readonly WordingMatch[] {
  const folded = foldText(text);
  return [...folded.folded.matchAll(PATTERN)].flatMap((match) => {
    if (match.groups?.['rightly'] !== undefined) return [];
    // Group 1 is what stands rightly; the others stand in the order of the list.
    const index = match.slice(2).findIndex((group) => group !== undefined);
    const [, ...offers] = AVOIDED[index] ?? [''];
    return [{ range: unfoldRange(folded, match.index, match.index + match[0].length), offers }];
  });
}
