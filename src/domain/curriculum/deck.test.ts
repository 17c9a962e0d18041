import { describe, expect, it } from 'vitest';
import { combineDeck, deckSchema, plannedMinutes, type ParsedDeck } from './deck.ts';
import { DeckError } from './deckError.ts';

const english: ParsedDeck = {
  title: 'Urges',
  unit: 'T03',
  lang: 'en',
  version: 2,
  slides: [
    { title: 'One', body: 'First.', notes: 'Say hello.' },
    { title: 'Two', body: '', notes: '' },
  ],
};
const spanish: ParsedDeck = {
  ...english,
  title: 'Ganas',
  lang: 'es',
  slides: [
    { title: 'Uno', body: 'Primero.', notes: 'Salude.' },
    { title: 'Dos', body: '', notes: '' },
  ],
};

describe('combineDeck', () => {
  it('CU7 joins two languages slide by slide', () => {
    const deck = combineDeck({ id: 'T03', en: english, es: spanish });
    expect(deckSchema.parse(deck)).toEqual(deck);
    expect(deck.title).toEqual({ en: 'Urges', es: 'Ganas' });
    expect(deck.slides[0]).toEqual({
      en: { title: 'One', body: 'First.' },
      es: { title: 'Uno', body: 'Primero.' },
      notes: { en: 'Say hello.', es: 'Salude.' },
    });
  });

  it.each([
    [
      'a slide fewer',
      { ...spanish, slides: spanish.slides.slice(1) },
      /English has 2 slides and Spanish has 1\. Give both/,
    ],
    ['another version', { ...spanish, version: 1 }, /version 2; Spanish is T03, version 1/],
    ['another unit', { ...spanish, unit: 'T04' }, /English is T03/],
    ['English twice', english, /English first, then Spanish/],
  ])('CU7 refuses %s', (_what, es, message) => {
    const combine = () => combineDeck({ id: 'T03', en: english, es });
    expect(combine).toThrow(DeckError);
    expect(combine).toThrow(message);
  });

  it('CU8 shows the one language of a deck in both', () => {
    const deck = combineDeck({ id: 'mine', en: english });
    expect(deck.title.es).toBe('Urges');
    expect(deck.slides[0]?.es).toEqual({ title: 'One', body: 'First.' });
    expect(deck.slides[0]?.notes.es).toBe('Say hello.');
  });

  it('CU11 keeps notes out of the faces that members see', () => {
    const { slides } = combineDeck({ id: 'T03', en: english, es: spanish });
    expect(JSON.stringify(slides.map(({ en, es }) => ({ en, es })))).not.toMatch(/Say hello|Salude/);
  });
});

describe('plannedMinutes', () => {
  it.each([
    ['Welcome.\n\nMinutes: 3', 3],
    ['Minutos: 12', 12],
    ['A few minutes: 3 or so', undefined],
    ['', undefined],
  ])('CU13 reads %j as %s', (notes, minutes) => {
    expect(plannedMinutes(notes)).toBe(minutes);
  });
});
