import { fold } from './foldText.ts';

const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const DIA = '(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)';

/** Words by which a text speaks of what comes next, in English and Spanish, folded (ADR 0159). */
const AHEAD = [
  'plan(?:s|ned|ning)?',
  'will',
  'is going to',
  'next(?! to\\b)',
  `(?:by|until|this) (?:${DAY}|tomorrow|then)`,
  'tomorrow',
  'homework',
  'worksheets?',
  'assign(?:ed|ments?)',
  'follow[ -]?up',
  '(?:to )?continue',
  '(?:agree|commit)(?:s|d|ed|ted)? to',
  'intends? to',
  'schedule[sd]?',
  'appointments?',
  'refer(?:red|rals?)',
  'recommend(?:s|ed|ations?)?',
  'plane(?:s|a|o|ado)',
  'tareas?',
  'proxim[oa]s?',
  'siguientes?',
  `(?:hasta|para) el (?:proximo )?${DIA}`,
  'seguira|seguimiento|continuara',
  '(?:hara|ira|usara|llamara|hablara|practicara|escribira|asistira|llevara|traera|buscara)',
  'acord(?:o|aron)',
  'se comprometio a',
  'va a',
  'citas?',
];

/** In which one of these words speaks of something else: a treatment plan, and a plan to harm oneself that there is not. */
const OF_SOMETHING_ELSE = [
  '(?:treatment|safety|suicide) plans?',
  'plan(?:es)? de (?:tratamiento|seguridad|suicidio)',
  '(?:no|den(?:ied|ies|ying)|without|nego|niega|sin|ningun)\\b[^.;\\n]{0,60}?\\bplan(?:s|es)?',
  '(?:free will|will ?power)',
];

const whole = (patterns: readonly string[]): string =>
  `(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`;
const SPEAKS = new RegExp(whole(AHEAD), 'u');
const LEFT_ALONE = new RegExp(whole(OF_SOMETHING_ELSE), 'gu');

/** Whether a text says anything of what comes next. It goes by words, so it is a hint and no more (NO41). */
export function speaksOfPlan(text: string): boolean {
  return SPEAKS.test(fold(text).replaceAll(LEFT_ALONE, ' '));
}
