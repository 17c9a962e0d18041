import type * as Y from 'yjs';
import { normalText } from '../../../src/domain/notes/canonical.ts';
import { handOf } from './hands.ts';
import { lateDealt, type LateChoice } from './lateDealt.ts';
import { lettersSince } from './letters.ts';
import { riskReason } from './noteDoc.ts';
import type { SignedVersion } from './lateText.ts';
import { readElements, readGoals, type Elements } from './noteElements.ts';
import { signedState } from './signedState.ts';
import { chooserOf, type WholeField } from './wholeValues.ts';

/**
 * What is chosen in a document otherwise than in the version that was signed, as far as nobody has dealt with it (SG45). Interventions are left out:
 * those of the group's note hold for a member's until they are chosen there, and go on changing.
 */
export function lateChoicesIn(
  doc: Y.Doc,
  { hash, content }: SignedVersion & { readonly content: { readonly elements: Elements } },
): readonly LateChoice[] {
  if (content.kind !== 'member') return [];
  const { participation, risk } = readElements(doc, null);
  const signed = content.elements;
  const late: LateChoice[] = goalsBeyond(doc, signed);
  const add = (field: WholeField, value: string): void =>
    void late.push({ field, value, by: byOf(doc, field) });
  if (participation !== null && participation !== signed.participation)
    add('elements/participation', participation);
  if (risk !== null && risk.level !== signed.risk?.level) add('elements/riskLevel', risk.level);
  if (risk !== null && normalText(risk.reason) !== (signed.risk?.reason ?? '') && risk.reason.trim() !== '')
    late.push({ field: 'riskReason', value: risk.reason, by: reasonWriters(doc, hash) });
  const dealt = lateDealt(doc).filter((one) => one.hash === hash);
  return late.filter(
    ({ field, value }) =>
      !dealt.some(({ choices }) => choices.some((one) => one.field === field && one.value === value)),
  );
}

/** Goals that the record has not, and those with another progress there. A goal that was taken out since is told by no one. */
function goalsBeyond(doc: Y.Doc, { goals }: Elements): LateChoice[] {
  return readGoals(doc).flatMap(({ id, text, progress }): LateChoice[] => {
    const same = goals.find((goal) => goal.text === normalText(text.trim()));
    const field = `elements/goal/${id}` as const;
    const progressField = `elements/progress/${id}` as const;
    if (text.trim() !== '' && !same) return [{ field, value: text, by: byOf(doc, field) }];
    if (!same || progress === null || progress === same.progress) return [];
    return [{ field: progressField, value: progress, by: byOf(doc, progressField) }];
  });
}

function byOf(doc: Y.Doc, field: WholeField): string[] {
  const by = chooserOf(doc, field);
  return by === null ? [] : [by];
}

function reasonWriters(doc: Y.Doc, hash: string): string[] {
  const letters = lettersSince(doc, riskReason(doc), signedState(doc, hash));
  const hands = letters.flatMap((letter) => (letter === null ? [] : (handOf(doc, letter.client) ?? [])));
  return [...new Set(hands)];
}
