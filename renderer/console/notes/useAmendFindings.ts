import { useEffect, useMemo, useState } from 'react';
import { checkAmendment } from '../../../src/domain/notes/checks/checkAmendment.ts';
import type { Finding } from '../../../src/domain/notes/checks/finding.ts';
import { calledAround } from '../../../src/domain/notes/checks/names.ts';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { parseDocId, type DocId } from '../../../src/protocol/notebook/docId.ts';
import type { NoteFacts } from '../../../src/protocol/notes/facts.ts';
import { REST_MS } from './useFindings.ts';

/** What an addition to a signed note is looked at against: the session as it is known here, and the facts that were signed. */
export type AmendBasis = {
  readonly docId: DocId;
  readonly reply: Pick<SessionNotesReply, 'people' | 'settings'>;
  readonly facts: NoteFacts;
};

/** What is to be looked at in what is written to be added, by the same rules as on the hub, a moment after it came to rest (WR42). */
export function useAmendFindings(
  { docId, reply, facts }: AmendBasis,
  reason: string,
  text: string,
): readonly Finding[] {
  const context = useMemo(
    () => ({ ...calledAround(reply.people, parseDocId(docId).subject), settings: reply.settings }),
    [reply, docId],
  );
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => setFindings(checkAmendment({ reason, text }, facts, context)), REST_MS);
    return () => clearTimeout(timer);
  }, [reason, text, facts, context]);
  return findings;
}
