import { setupI18n } from '@lingui/core';
import { describe, expect, test } from 'vitest';
import { messages as en } from '../../resources/locales/en/shared.po';
import { messages as es } from '../../resources/locales/es/shared.po';
import { newRoomName, roomNameFor } from './roomName.ts';

const english = setupI18n({ locale: 'en', messages: { en } });
const spanish = setupI18n({ locale: 'es', messages: { es } });

describe('W9 the names of rooms', () => {
  test('a room known by its number is named in the reader’s language, whoever made it', () => {
    expect(roomNameFor(spanish, newRoomName(english, 1))).toBe('Sala 1');
    expect(roomNameFor(english, newRoomName(spanish, 12))).toBe('Room 12');
    expect(roomNameFor(english, newRoomName(english, 3))).toBe('Room 3');
  });

  test('a name that somebody gave stays as it is', () => {
    for (const name of ['Early signs 1', 'Room for two', 'Room 1 and 2', 'room', 'La sala 2'])
      expect(roomNameFor(spanish, name)).toBe(name);
  });
});
