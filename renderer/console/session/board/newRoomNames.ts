import type { I18n } from '@lingui/core';

/** Names for new rooms ("Room 1", "Room 2"…), leaving out those that are taken. */
export function newRoomNames(i18n: I18n, count: number, taken: readonly string[]): readonly string[] {
  const used = new Set(taken.map((name) => name.toLocaleLowerCase()));
  const names: string[] = [];
  for (let number = 1; names.length < count && number < 100; number++) {
    const name = i18n._('Room {number}', { number });
    if (!used.has(name.toLocaleLowerCase())) names.push(name);
  }
  return names;
}
