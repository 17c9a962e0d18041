import type { I18n } from '@lingui/core';
import { newRoomName, roomNameFor } from '../../../words/roomName.ts';

/** Names for new rooms ("Room 1", "Room 2"…), leaving out those that are taken, in whichever language they were made. */
export function newRoomNames(i18n: I18n, count: number, taken: readonly string[]): readonly string[] {
  const used = new Set(taken.map((name) => roomNameFor(i18n, name).toLocaleLowerCase()));
  const names: string[] = [];
  for (let number = 1; names.length < count && number < 100; number++) {
    const name = newRoomName(i18n, number);
    if (!used.has(name.toLocaleLowerCase())) names.push(name);
  }
  return names;
}
