import type { NoteFacts } from '../../../protocol/notes/facts.ts';
import type { TextRange } from '../textEdits.ts';
import { dayAt, instantAt } from '../../time/zonedTime.ts';
import { foldText, unfoldRange } from './foldText.ts';

export type TimeMatch = { readonly kind: 'timeOutsideSession' | 'minutesDiffer'; readonly range: TextRange };

const CLOCK =
  /(?<![\d:.])(?<hour>[01]?\d|2[0-3]):(?<minute>[0-5]\d)(?![\d:])(?:\s*(?<half>[ap])\.?\s?m\b\.?)?|(?<![\d:.])(?<hour12>1[0-2]|[1-9])\s*(?<half12>[ap])\.?\s?m\b\.?/g;
/** Days other than the session's: next to one of them a time is of a plan, or of a story. */
const OTHER_DAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:tomorrow|yesterday|daily|nightly|every|each|next|last|lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|manana|ayer|cada|diario|proxim[oa])\b/;
const ATTENDED =
  /\b(?:attended|present|participated|asistio|presente|participo)\b[^.;\n\d]{0,40}?(?<minutes>\d{1,4}) ?min(?:\b|utes|utos)|(?<![\d.])(?<countable>\d{1,4}) (?:countable|contables?) ?min/g;

/** Clock times outside the session, and minutes of attendance that are not the facts' (NO35). */
export function timesIn(text: string, facts: NoteFacts, slackMinutes: number): readonly TimeMatch[] {
  const folded = foldText(text);
  const matches: TimeMatch[] = [];
  for (const match of folded.folded.matchAll(CLOCK)) {
    const isOfAnotherDay = OTHER_DAY.test(sentenceAround(folded.folded, match.index));
    if (isOfAnotherDay || isWithin(match.groups ?? {}, facts, slackMinutes)) continue;
    matches.push({
      kind: 'timeOutsideSession',
      range: unfoldRange(folded, match.index, match.index + match[0].length),
    });
  }
  for (const match of folded.folded.matchAll(ATTENDED)) {
    const said = Number(match.groups?.['minutes'] ?? match.groups?.['countable']);
    if (facts.member === null || said === facts.member.minutes) continue;
    matches.push({
      kind: 'minutesDiffer',
      range: unfoldRange(folded, match.index, match.index + match[0].length),
    });
  }
  return matches.sort((a, b) => a.range.from - b.range.from);
}

/** A time without a half of the day is taken as whichever lies in the session. */
function isWithin(
  groups: Readonly<Record<string, string | undefined>>,
  { session }: NoteFacts,
  slack: number,
): boolean {
  const hour = Number(groups['hour'] ?? groups['hour12']);
  const half = groups['half'] ?? groups['half12'];
  const minute = groups['minute'] ?? '00';
  const hours = half === undefined ? [hour, (hour + 12) % 24] : [(hour % 12) + (half === 'p' ? 12 : 0)];
  const days = [dayAt(session.startedAt, session.timeZone), dayAt(session.endedAt, session.timeZone)];
  return days.some((day) =>
    hours.some((candidate) => {
      const at = instantAt(day, `${candidate}:${minute}`, session.timeZone);
      return at >= session.startedAt - slack * 60_000 && at <= session.endedAt + slack * 60_000;
    }),
  );
}

function sentenceAround(text: string, at: number): string {
  const from =
    Math.max(text.lastIndexOf('. ', at), text.lastIndexOf('\n', at), text.lastIndexOf(';', at)) + 1;
  const ends = ['. ', '\n', ';'].map((end) => text.indexOf(end, at)).filter((end) => end >= 0);
  return text.slice(from, Math.min(text.length, ...ends));
}
