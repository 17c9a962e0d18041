import type { NoteFacts } from '../../../protocol/notes/facts.ts';
import type { Element, SectionId } from '../../../protocol/notes/formats.ts';
import type { NoteDraft } from '../../../protocol/notes/note.ts';
import type { NoteSettings } from '../../../protocol/notes/noteSettings.ts';
import { sectionFor, sectionsOf } from '../formats.ts';
import type { Finding, FindingCode, NoteField } from './finding.ts';
import { speaksOfPlan } from './planWords.ts';

/** Elements that a note lacks (NO37; domain.md 2.2 and 2.3, "Missing individual part"). */
export function missingIn(draft: NoteDraft, { minResponseChars }: NoteSettings): readonly Finding[] {
  if (draft.kind !== 'member') return emptySections(draft);
  const { goals, interventions, participation, risk } = draft.elements;
  const lacks = (isLacking: boolean, ...finding: Parameters<typeof fieldFinding>) =>
    isLacking ? [fieldFinding(...finding)] : [];
  return [
    ...lacks(goals.length === 0, 'goalMissing', { name: 'goal', goal: 0 }, 'write'),
    ...goals.flatMap(({ progress }, goal) =>
      lacks(progress === null, 'progressMissing', { name: 'progress', goal }, 'choose'),
    ),
    ...lacks(participation === null, 'participationMissing', { name: 'participation' }, 'choose'),
    ...lacks(risk === null, 'riskMissing', { name: 'risk' }, 'choose'),
    ...lacks(
      risk?.level === 'not_assessed' && risk.reason.trim() === '',
      'riskReasonMissing',
      { name: 'riskReason' },
      'write',
    ),
    ...lacks(interventions.length === 0, 'interventionMissing', { name: 'interventions' }, 'choose', 'warn'),
    ...lacks(!isPlaceKnown(draft.facts), 'locationMissing', { name: 'location' }, 'choose', 'warn'),
    ...textMissing(draft, minResponseChars),
  ];
}

/** What is missing in the text of a member's note: at most one thing of each section, but for a plan that cannot be seen. */
function textMissing(draft: NoteDraft, chars: number): readonly Finding[] {
  const place = (element: Element) => sectionFor(element, draft.kind, draft.format);
  const response = place('response');
  return sectionsOf(draft.kind, draft.format).flatMap(({ id }): readonly Finding[] => {
    const text = textOf(draft, id);
    const { length } = text.trim();
    const write = (code: FindingCode, severity: Finding['severity'] = 'block') => [
      writeFinding(code, id, text.length, severity),
    ];
    if (id === response) {
      const isShort = length < chars ? write('responseShort') : [];
      // Where the plan has no section of its own, its words alone can tell of it (NO41).
      const isUnseen = place('plan') === id && length > 0 && !speaksOfPlan(text);
      return isUnseen ? [...isShort, ...write('planNotSeen', 'warn')] : isShort;
    }
    if (id === place('participation') && length < chars)
      return write('participationShort', length === 0 ? 'block' : 'warn');
    if (length > 0) return [];
    return id === place('plan') ? write('planMissing') : write('sectionEmpty', 'warn');
  });
}

/** Whether the note says where the member was; who came to the room was there (domain.md 2.2, element 7). */
function isPlaceKnown({ session, member }: NoteFacts): boolean {
  const location = member?.location ?? null;
  return session.deliveryMode === 'in_person' || (location?.type != null && location.cityAndState !== '');
}

function emptySections(draft: NoteDraft): readonly Finding[] {
  return sectionsOf(draft.kind, draft.format).flatMap(({ id }) =>
    textOf(draft, id).trim() === '' ? [writeFinding('sectionEmpty', id, 0, 'block')] : [],
  );
}

function textOf(draft: NoteDraft, section: SectionId): string {
  return draft.sections.find(({ id }) => id === section)?.text ?? '';
}

/** Something to be chosen or written beside the text. */
function fieldFinding(
  code: FindingCode,
  field: NoteField,
  how: 'choose' | 'write',
  severity: Finding['severity'] = 'block',
): Finding {
  return { code, severity, where: { field, range: { from: 0, to: 0 } }, found: '', mend: { how } };
}

/** Where something is to be written: the end of what the section holds. */
function writeFinding(
  code: FindingCode,
  section: SectionId,
  at: number,
  severity: Finding['severity'],
): Finding {
  return {
    code,
    severity,
    where: { section, range: { from: at, to: at } },
    found: '',
    mend: { how: 'write' },
  };
}
