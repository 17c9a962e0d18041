import type { NoteFacts } from '../../../protocol/notes/facts.ts';
import { blockingFirst } from './checkNote.ts';
import type { Finding } from './finding.ts';
import { textFindings, type TextContext } from './textFindings.ts';

/**
 * What is found in what is added to a signed note: in its reason, which is as readable as its text, and in the text (NO55, SG42).
 * @param facts those that were signed
 */
export function checkAmendment(
  { reason, text = '' }: { readonly reason: string; readonly text?: string | undefined },
  facts: NoteFacts,
  context: TextContext,
): readonly Finding[] {
  return blockingFirst([
    ...textFindings(reason, (range) => ({ field: { name: 'reason' }, range }), facts, context),
    ...textFindings(text, (range) => ({ section: 'addendum', range }), facts, context),
  ]);
}
