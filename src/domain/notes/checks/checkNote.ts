import type { NoteFacts } from '../../../protocol/notes/facts.ts';
import type { SectionId } from '../../../protocol/notes/formats.ts';
import type { NoteDraft } from '../../../protocol/notes/note.ts';
import { sectionFor, sectionsOf } from '../formats.ts';
import { missingIn } from './elements.ts';
import { isInSection, type Finding, type LikeNote, type NoteField } from './finding.ts';
import { responseTextOf } from '../responseText.ts';
import { similarityOf } from './similarity.ts';
import { namesFound, textFindings, type TextContext } from './textFindings.ts';

/** What a note is looked at against. */
export type CheckContext = TextContext & {
  /** The facts as the session's log has them now; null where the log is not at hand, as on a workstation without a network. */
  readonly currentFacts: NoteFacts | null;
  /** The individual texts of other notes: of the same session, and the member's last one. */
  readonly comparedWith: readonly (LikeNote & { readonly text: string })[];
};

/** Everything to be looked at before a note is signed: what hinders signing, then what is only said, each in the order of the note (NO30, NO40). */
export function checkNote(draft: NoteDraft, context: CheckContext): readonly Finding[] {
  const findings = [
    ...factsIn(draft, context.currentFacts),
    ...missingIn(draft, context.settings),
    ...besideFindings(draft, context),
    ...repeatedIn(draft, context),
    ...draft.sections.flatMap(({ id: section, text }) =>
      textFindings(text, (range) => ({ section, range }), draft.facts, context),
    ),
  ];
  const order = sectionsOf(draft.kind, draft.format).map(({ id }) => id);
  return blockingFirst(
    findings.toSorted((a, b) => placeIn(order, a) - placeIn(order, b) || startOf(a) - startOf(b)),
  );
}

/** What stands beside the text, in the order in which it is written. */
const FIELDS: readonly NoteField['name'][] = [
  'goal',
  'progress',
  'participation',
  'risk',
  'riskReason',
  'interventions',
  'location',
];

/** The whole note first, then what stands beside the text, then the sections (NO40). */
function placeIn(order: readonly SectionId[], { where }: Finding): number {
  if (where === null) return -1;
  if (isInSection(where)) return FIELDS.length + order.indexOf(where.section);
  return FIELDS.indexOf(where.field.name);
}

/** Within a section's text; what stands in fields was found in their order. */
function startOf({ where }: Finding): number {
  return isInSection(where) ? where.range.from : 0;
}

/** What hinders signing before what is only said, each as they came (NO40). */
export function blockingFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...blockingOf(findings), ...findings.filter(({ severity }) => severity === 'warn')];
}

/** What keeps a note from being signed. */
export function blockingOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'block');
}

/** Others named in what stands beside the sections: goals, and the words about risk (NO31). */
function besideFindings({ elements }: NoteDraft, context: CheckContext): readonly Finding[] {
  return [
    ...elements.goals.flatMap(({ text }, goal) =>
      namesFound(text, (range) => ({ field: { name: 'goal', goal }, range }), context),
    ),
    ...namesFound(
      elements.risk?.reason ?? '',
      (range) => ({ field: { name: 'riskReason' }, range }),
      context,
    ),
  ];
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
  const text = responseTextOf(draft);
  if (section === null || text.trim() === '') return [];
  const alike = comparedWith
    .map(({ from, docId, text: other }) => ({ like: { from, docId }, value: similarityOf(text, other) }))
    .filter(({ value }) => value * 100 > settings.similarPercent || value === 1)
    .toSorted((a, b) => b.value - a.value);
  // Of each kind the one that is most alike: more of them say nothing more.
  return (['sameSession', 'lastNote'] as const).flatMap((from): readonly Finding[] => {
    const most = alike.find(({ like }) => like.from === from);
    if (!most) return [];
    const isSame = from === 'sameSession' && most.value === 1;
    return [
      {
        code: isSame ? 'sameText' : 'similarText',
        severity: isSame ? 'block' : 'warn',
        where: { section, range: { from: 0, to: text.length } },
        found: text,
        mend: { how: 'sayAnew', like: most.like },
      },
    ];
  });
}
