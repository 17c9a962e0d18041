import type { I18n } from '@lingui/core';
import type { NotesSession } from '../../../../src/protocol/api/notes.ts';
import type { DocId } from '../../../../src/protocol/notebook/docId.ts';
import type { HandOver } from '../../../../src/domain/notes/stage.ts';
import { serviceDay } from '../factWords.ts';
import { stageName } from '../signingWords.ts';
import { stageOfEntry } from './entries.ts';

const NOT_HANDED: ReadonlyMap<DocId, HandOver> = new Map();

/**
 * What notes are known by beside their text: the member, the group, the day, the stage (WR60).
 * @param handOvers of drafts that were handed over; the hub does not know of it
 */
export function labelsOf(
  i18n: I18n,
  sessions: readonly NotesSession[],
  names: ReadonlyMap<string, string>,
  handOvers = NOT_HANDED,
): ReadonlyMap<DocId, string> {
  return new Map(
    sessions.flatMap(({ notes, groupName, serviceDate }) =>
      notes.map((onHub) => {
        const { docId, memberId } = onHub;
        const whose = memberId === null ? i18n._('Group part') : (names.get(memberId) ?? '');
        const stage = stageOfEntry({ onHub }, handOvers.get(docId) ?? null);
        const parts = [whose, groupName, serviceDay(i18n, serviceDate), stageName(i18n, stage)];
        return [docId, parts.filter((part) => part !== '').join(' · ')] as const;
      }),
    ),
  );
}
