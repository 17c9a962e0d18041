import { setupI18n } from '@lingui/core';
import { beforeEach, describe, expect, test } from 'vitest';
import { preferredLanguage, startWords } from './i18n.ts';
import { clockTime, countdown, duration } from './time.ts';

describe('words', () => {
  test('W1 the first language of the browser that the product speaks', () => {
    expect(preferredLanguage(['fr-CA', 'es-MX', 'en'])).toBe('es');
    expect(preferredLanguage(['de'])).toBe('en');
    expect(preferredLanguage([])).toBe('en');
  });
});

describe('the language that speaks', () => {
  const catalogue = (hello: string) => async () => ({ messages: { Hello: [hello] } });
  const start = () => startWords({ en: [catalogue('Hello')], es: [catalogue('Hola')] });
  beforeEach(() => localStorage.clear());

  test('W1 MP8 is the one that the seat suggests', async () => {
    const words = await start();
    expect(words.i18n._('Hello')).toBe('Hello');
    await words.suggest('es');
    expect(words.i18n._('Hello')).toBe('Hola');
    expect(document.documentElement.lang).toBe('es');
  });

  test('W1 MP8 is the one that was chosen in this browser, whatever the seat suggests, then and later', async () => {
    const words = await start();
    await words.speak('en', true);
    await words.suggest('es');
    expect(words.i18n.locale).toBe('en');
    const later = await start();
    await later.suggest('es');
    expect(later.i18n.locale).toBe('en');
  });

  test('W7 clock times have twelve hours in both languages, as in the United States', async () => {
    const words = await start();
    const evening = new Date(2026, 10, 24, 18, 5).getTime();
    expect(clockTime(words.i18n, evening).replaceAll(/\s/g, ' ')).toBe('6:05 PM');
    await words.speak('es', false);
    expect(clockTime(words.i18n, evening).replaceAll(/\s/g, ' ')).toMatch(/^6:05 p\. ?m\.$/);
  });

  test('MP8 a suggestion is not a choice: the next seat in this browser speaks its own', async () => {
    const words = await start();
    await words.suggest('es');
    await words.suggest('en');
    expect(words.i18n.locale).toBe('en');
  });
});

describe('time', () => {
  const i18n = setupI18n({ locale: 'en', messages: { en: {} } });

  test('W7 runs down without going below zero', () => {
    expect([countdown(40_000), countdown(1_060_000), countdown(3_840_000), countdown(-5)]).toEqual([
      '0:40',
      '17:40',
      '1:04:00',
      '0:00',
    ]);
  });

  test('W7 is said as far as it matters', () => {
    expect([
      duration(i18n, 1_000),
      duration(i18n, 360_000),
      duration(i18n, 3_840_000),
      duration(i18n, 7_200_000),
    ]).toEqual(['1 second', '6 minutes', '1 hour 4 minutes', '2 hours']);
  });
});
