import type { SessionState } from '../../../src/protocol/session/state.ts';
import { languageOf, useWords } from '../../words/i18n.ts';
import { clockTime } from '../../words/time.ts';

const MINUTE_MS = 60_000;

/** What the members want to know of the run sheet: how long the break lasts, when it comes, or else what is going on. */
export function useAgendaLine({ status, agenda }: SessionState): string {
  const i18n = useWords();
  const { blocks, current } = agenda;
  const block = current === null ? undefined : blocks[current.index];
  if (status === 'open') return i18n._('The group starts in a moment');
  if (current === null || block === undefined) return '';
  if (block.kind === 'break') {
    return i18n._('Break until {time}', {
      time: clockTime(i18n, current.startedAt + block.plannedMinutes * MINUTE_MS),
    });
  }
  const breakIndex = blocks.findIndex(({ kind }, index) => kind === 'break' && index > current.index);
  if (breakIndex === -1) return block.title[languageOf(i18n)];
  const minutes = blocks
    .slice(current.index, breakIndex)
    .reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0);
  return i18n._('Break at {time}', { time: clockTime(i18n, current.startedAt + minutes * MINUTE_MS) });
}
