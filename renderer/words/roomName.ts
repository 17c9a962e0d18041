import type { I18n } from '@lingui/core';

/** What `newRoomName` makes, in each language of resources/locales/; a test compares the two. */
const GIVEN_BY_NUMBER = /^(?:Room|Sala) (\d+)$/;

/** The name of a new room that nobody has named: "Room 1". */
export function newRoomName(i18n: I18n, number: number): string {
  return i18n._('Room {number}', { number });
}

/** A room's name for this reader: a number's room in their language, whoever made it; any other name as it was given (W9). */
export function roomNameFor(i18n: I18n, name: string): string {
  const number = GIVEN_BY_NUMBER.exec(name)?.[1];
  return number === undefined ? name : newRoomName(i18n, Number(number));
}
