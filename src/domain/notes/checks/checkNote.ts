import type { NoteFacts } from '../../../protocol/notes/facts.ts';
import type { NoteSection } from '../../../protocol/notes/formats.ts';
import type { NoteDraft } from '../../../protocol/notes/note.ts';
import type { NoteSettings } from '../../../protocol/notes/noteSettings.ts';
import { sectionFor, sectionsOf } from '../formats.ts';
import { unsettledIn, type TextRange } from '../textEdits.ts';
import { missingIn } from './elements.ts';
import type { Finding } from './finding.ts';
import { othersNamedIn, type CalledBy } from './names.ts';
import { similarityOf } from './similarity.ts';
import { timesIn } from './times.ts';
import { avoidedIn } from './wording.ts';

/** What a note is looked at against. */
export type CheckContext = {
  readonly settings: NoteSettings;
  /** The facts as the session's log has them now; null where the log is not at hand, as on a workstation without a network. */
  readonly currentFacts: NoteFacts | null;
  /** What everybody on the roster but the member is called. */
  readonly others: readonly CalledBy[];
  /** What the member and the staff are called. In a group's note the staff alone. */
  readonly own: readonly CalledBy[];
  /** The individual texts of other notes: of the same session, and the member's last one. */
  readonly comparedWith: readonly { readonly from: 'sameSession' | 'lastNote'; readonly text: string }[];
};

/** Everything to be looked at before a note is signed, in the order of the note (NO30, NO40). */
export function checkNote(draft: NoteDraft, context: CheckContext): readonly Finding[] {
  const findings = [
    ...factsIn(draft, context.currentFacts),
    ...missingIn(draft, context.settings),
    ...besideFindings(draft, context),
    ...repeatedIn(draft, context),
    ...draft.sections.flatMap((section) => textFindings(section, draft.facts, context)),
  ];
  const order = sectionsOf(draft.kind, draft.format).map(({ id }) => id);
  const place = ({ where }: Finding) => (where === null ? -1 : order.indexOf(where.section));
  return findings.toSorted(
    (a, b) => place(a) - place(b) || (a.where?.range.from ?? 0) - (b.where?.range.from ?? 0),
  );
}

/** What keeps a note from being signed. */
export function blockingOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'block');
}

/** What is looked at in any text, an addendum's too (NO55). */
export function textFindings(
  { id, text }: NoteSection,
  facts: NoteFacts,
  { others, own, settings }: Pick<CheckContext, 'others' | 'own' | 'settings'>,
): readonly Finding[] {
  const at = (range: TextRange) => ({
    where: { section: id, range },
    found: text.slice(range.from, range.to),
  });
  return [
    ...othersNamedIn(text, others, own).map(({ kind, range }): Finding => ({
      code: kind,
      severity: 'block',
      ...at(range),
      mend: { how: 'sayPeer' },
    })),
    ...unsettledIn(text).map((range): Finding => ({
      code: 'unsettled',
      severity: 'block',
      ...at(range),
      mend: { how: 'settle' },
    })),
    ...timesIn(text, facts, settings.timeSlackMinutes).map(({ kind, range }): Finding => ({
      code: kind,
      severity: kind === 'minutesDiffer' ? 'block' : 'warn',
      ...at(range),
      mend: { how: 'look' },
    })),
    ...avoidedIn(text).map(({ range, offers }): Finding => ({
      code: 'wording',
      severity: 'warn',
      ...at(range),
      mend: { how: 'replace', offers },
    })),
  ];
}

/** Others named in what stands beside the sections: goals, and the words about risk (NO31). It has no place in the text. */
function besideFindings({ elements }: NoteDraft, { others, own }: CheckContext): readonly Finding[] {
  const texts = [...elements.goals.map(({ text }) => text), elements.risk?.reason ?? ''];
  return texts.flatMap((text) =>
    othersNamedIn(text, others, own).map(({ kind, range }): Finding => ({
      code: kind,
      severity: 'block',
      where: null,
      found: text.slice(range.from, range.to),
      mend: { how: 'sayPeer' },
    })),
  );
}

/** Facts that are no longer the session's (NO39), but for what a person gives of them (NO13). */
function factsIn({ facts }: NoteDraft, current: NoteFacts | null): readonly Finding[] {
  if (current === null) return [];
  const whole = (code: 'countDiffers' | 'factsDiffer'): Finding => ({
    code,
    severity: 'block',
    where: null,
    found: '',
    mend: { how: 'takeFactsAgain' },
  });
  return [
    ...(facts.session.participantCount === current.session.participantCount ? [] : [whole('countDiffers')]),
    ...(ofTheLog(facts) === ofTheLog(current) ? [] : [whole('factsDiffer')]),
  ];
}

/** All that the log says of a note, but for the count, in one text. */
function ofTheLog({ session, member }: NoteFacts): string {
  return JSON.stringify([
    session.sessionId,
    session.groupId,
    session.groupName,
    session.serviceDate,
    session.timeZone,
    session.startedAt,
    session.endedAt,
    session.facilitators.map(({ staffId, name, role, minutes }) => [staffId, name, role, minutes]),
    member && [
      member.memberId,
      member.name,
      member.startedAt,
      member.endedAt,
      member.countableSeconds,
      member.minutes,
    ],
  ]);
}

/** A member's own part that says what another note says (NO38). */
function repeatedIn(draft: NoteDraft, { comparedWith, settings }: CheckContext): readonly Finding[] {
  const section = draft.kind === 'member' ? sectionFor('response', draft.kind, draft.format) : null;
  const text = draft.sections.find(({ id }) => id === section)?.text ?? '';
  if (section === null || text.trim() === '') return [];
  const likeness = comparedWith.map((other) => ({ from: other.from, value: similarityOf(text, other.text) }));
  const isSame = likeness.some(({ from, value }) => from === 'sameSession' && value === 1);
  if (!isSame && !likeness.some(({ value }) => value * 100 > settings.similarPercent)) return [];
  return [
    {
      code: isSame ? 'sameText' : 'similarText',
      severity: isSame ? 'block' : 'warn',
      where: { section, range: { from: 0, to: text.length } },
      found: text,
      mend: { how: 'write' },
    },
  ];
}
