import type { Element, SectionId } from '../../../protocol/notes/formats.ts';
import type { NoteDraft } from '../../../protocol/notes/note.ts';
import type { NoteSettings } from '../../../protocol/notes/noteSettings.ts';
import { sectionFor, sectionsOf } from '../formats.ts';
import type { Finding, FindingCode, NoteField } from './finding.ts';

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
    ...shorterThan(draft, 'response', minResponseChars, 'responseShort'),
    ...shorterThan(draft, 'plan', 1, 'planMissing'),
  ];
}

function emptySections(draft: NoteDraft): readonly Finding[] {
  return sectionsOf(draft.kind, draft.format).flatMap(({ id }) =>
    textOf(draft, id).trim() === '' ? [writeFinding('sectionEmpty', id, 0)] : [],
  );
}

function shorterThan(draft: NoteDraft, element: Element, chars: number, code: FindingCode): Finding[] {
  const section = sectionFor(element, draft.kind, draft.format);
  if (section === null) return [];
  const text = textOf(draft, section);
  return text.trim().length < chars ? [writeFinding(code, section, text.length)] : [];
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
function writeFinding(code: FindingCode, section: SectionId, at: number): Finding {
  return {
    code,
    severity: 'block',
    where: { section, range: { from: at, to: at } },
    found: '',
    mend: { how: 'write' },
  };
}
