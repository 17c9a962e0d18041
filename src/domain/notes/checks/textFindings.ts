import type { NoteFacts } from '../../../protocol/notes/facts.ts';
import type { NoteSettings } from '../../../protocol/notes/noteSettings.ts';
import { unsettledIn, type TextRange } from '../textEdits.ts';
import type { Finding, Place } from './finding.ts';
import { othersNamedIn, type CalledBy } from './names.ts';
import { timesIn } from './times.ts';
import { avoidedIn } from './wording.ts';

/** What a text is looked at against. */
export type TextContext = {
  readonly settings: NoteSettings;
  /** What everybody on the roster but the member is called. */
  readonly others: readonly CalledBy[];
  /** What the member and the staff are called. In a group's note the staff alone. */
  readonly own: readonly CalledBy[];
};

/**
 * What is looked at in any text, an addendum's too (NO55).
 * @param at the place of a stretch of this text
 */
export function textFindings(
  text: string,
  at: (range: TextRange) => Place,
  facts: NoteFacts,
  { others, own, settings }: TextContext,
): readonly Finding[] {
  const found = (range: TextRange) => ({ where: at(range), found: text.slice(range.from, range.to) });
  return [
    ...namesFound(text, at, { others, own }),
    ...unsettledIn(text).map((range): Finding => ({
      code: 'unsettled',
      severity: 'block',
      ...found(range),
      mend: { how: 'settle' },
    })),
    ...timesIn(text, facts, settings.timeSlackMinutes).map(({ kind, range }): Finding => ({
      code: kind,
      severity: kind === 'minutesDiffer' ? 'block' : 'warn',
      ...found(range),
      mend: { how: 'look' },
    })),
    ...avoidedIn(text).map(({ range, offers }): Finding => ({
      code: 'wording',
      severity: 'warn',
      ...found(range),
      mend: { how: 'replace', offers },
    })),
  ];
}

/** Others who are named in a text (NO31). */
export function namesFound(
  text: string,
  at: (range: TextRange) => Place,
  { others, own }: Pick<TextContext, 'others' | 'own'>,
): readonly Finding[] {
  return othersNamedIn(text, others, own).map(({ kind, range }): Finding => ({
    code: kind,
    severity: 'block',
    where: at(range),
    found: text.slice(range.from, range.to),
    mend: { how: 'sayPeer' },
  }));
}
