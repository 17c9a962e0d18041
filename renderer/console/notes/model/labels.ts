import type { I18n } from '@lingui/core';
import type { NotesSession } from '../../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../../src/protocol/notebook/docId.ts';
import { serviceDay } from '../factWords.ts';
import { stageName } from '../signingWords.ts';

/** What notes are known by beside their text: the member, the group, the day, the stage (WR60). */
export function labelsOf(
  i18n: I18n,
  sessions: readonly NotesSession[],
  names: ReadonlyMap<string, string>,
): ReadonlyMap<DocId, string> {
  return new Map(
    sessions.flatMap(({ notes, groupName, serviceDate }) =>
      notes.map(({ docId, memberId, stage }) => {
        const whose = memberId === null ? i18n._('Group part') : (names.get(memberId) ?? '');
        const parts = [whose, groupName, serviceDay(i18n, serviceDate), stageName(i18n, stage)];
        return [docId, parts.filter((part) => part !== '').join(' · ')] as const;
      }),
    ),
  );
}
