import type { Page } from './page.ts';

/** One member's time, in milliseconds. */
export type Minutes = { presentMs: number; countableMs: number; readonly byRoom: Map<string, number> };

/**
 * Each member's time by the pages of the story: what lies between two events counts for whoever was in a room and
 * connected after the first of them (attendance.md, AT1 to AT8).
 * @param end when the last page ends, in milliseconds since the epoch
 */
export function minutesOf(pages: readonly Page[], end: number): ReadonlyMap<string, Minutes> {
  const sums = new Map<string, Minutes>();
  const last = pages.at(-1);
  const ledUpTo = last?.endedBy === 'hub' ? lastLed(pages) + 1 : Infinity;
  pages.forEach((page, index) => {
    const ms = (pages[index + 1]?.at ?? end) - page.at;
    for (const { id, isStaff, roomId, isOnline } of page.people.values()) {
      if (isStaff) continue;
      const sum = sums.get(id) ?? { presentMs: 0, countableMs: 0, byRoom: new Map() };
      sums.set(id, sum);
      if (roomId === null || !isOnline || ms <= 0) continue;
      sum.presentMs += ms;
      if (page.isCounting && page.seq < ledUpTo) sum.countableMs += ms;
      sum.byRoom.set(roomId, (sum.byRoom.get(roomId) ?? 0) + ms);
    }
  });
  return sums;
}

/** The last event after which one of staff was in a room and connected: what the hub had to end had been over since (AT8). */
function lastLed(pages: readonly Page[]): number {
  const isLed = ({ people }: Page): boolean =>
    [...people.values()].some(({ isStaff, roomId, isOnline }) => isStaff && roomId !== null && isOnline);
  return pages.findLast(isLed)?.seq ?? 0;
}
