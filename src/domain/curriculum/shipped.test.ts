import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { combineDeck, plannedMinutes } from './deck.ts';
import { parseDeckMarkdown } from './parseDeckMarkdown.ts';
import { countScreenWords, MAX_SCREEN_WORDS } from './screenWords.ts';
import { curriculumUnitSchema } from './unit.ts';

const ROOT = new URL('../../../resources/curriculum/', import.meta.url);
const UNITS = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const AVOIDED = {
  en: /\b(addicts?|users?|abus\w+|habits?|fell off|wagon|fail\w*|dirty|clean|substitutes?|replacement drugs?|committed|successful|refus\w+|non-?complian\w+)\b/i,
  es: /(?<!\p{L})(adict[oa]s?|drogadict\p{L}*|toxicóman\p{L}*|usuari[oa]s?|abus\p{L}*|vicio\p{L}*|hábitos?|fracas\p{L}*|limpi[oa]s?|suci[oa]s?|sustitut\p{L}*|se neg(ó|aron)|rehus\p{L}*|incumpl\p{L}*)(?!\p{L})/iu,
};

function read(code: string, file: string): string {
  return readFileSync(new URL(`${code}/${file}`, ROOT), 'utf8');
}

it('finds the shipped units', () => {
  expect(UNITS).toEqual(expect.arrayContaining(['T01', 'T02']));
});

describe.each(UNITS)('shipped unit %s', (code) => {
  const en = parseDeckMarkdown(read(code, 'deck.en.md'));
  const es = parseDeckMarkdown(read(code, 'deck.es.md'));
  const { slides, ...deck } = combineDeck({ id: code, en, es });
  const unit = curriculumUnitSchema.parse(JSON.parse(read(code, 'unit.json')));

  it('CU12 has a unit of the same code, version and title as its deck', () => {
    expect(unit).toMatchObject({ code: deck.unit, version: deck.version, title: deck.title });
    expect(unit.code).toBe(code);
  });

  it('CU10 shows at most 45 words a slide', () => {
    const long = slides
      .flatMap((slide) => [slide.en, slide.es])
      .map(({ title, body }) => ({ title, words: countScreenWords(body) }))
      .filter(({ words }) => words > MAX_SCREEN_WORDS);
    expect(long).toEqual([]);
  });

  it('CU7 has the same diagrams in both languages', () => {
    const diagramOf = (body: string) => /^```(\w+)/m.exec(body)?.[1];
    expect(slides.map((slide) => diagramOf(slide.es.body))).toEqual(
      slides.map((slide) => diagramOf(slide.en.body)),
    );
  });

  it('CU13 has 10 to 12 slides of 2 to 6 minutes, 30 to 40 in all', () => {
    const minutes = slides.map(({ notes }) => plannedMinutes(notes.en) ?? 0);
    expect(slides.map(({ notes }) => plannedMinutes(notes.es) ?? 0)).toEqual(minutes);
    expect(minutes.filter((each) => each < 2 || each > 6)).toEqual([]);
    expect(slides.length).toBeGreaterThanOrEqual(10);
    expect(slides.length).toBeLessThanOrEqual(12);
    const total = minutes.reduce((sum, each) => sum + each, 0);
    expect(total).toBeGreaterThanOrEqual(30);
    expect(total).toBeLessThanOrEqual(40);
  });

  it('CU13 has notes with one question and what to look out for on each slide', () => {
    for (const { notes } of slides) {
      expect(notes.en).toMatch(/^\S.{40,}\n\nAsk: [^?]+\?\n\nWatch for: .+\n\nMinutes: \d$/);
      expect(notes.es).toMatch(/^\S.{40,}\n\nPregunta: [^?]+\?\n\nObserve: .+\n\nMinutos: \d$/);
    }
  });

  it('CU14 uses no avoided word', () => {
    const { en: enDeck, es: esDeck } = { en: read(code, 'deck.en.md'), es: read(code, 'deck.es.md') };
    expect(AVOIDED.en.exec(enDeck)?.[0]).toBeUndefined();
    expect(AVOIDED.es.exec(esDeck)?.[0]).toBeUndefined();
    const unitText = JSON.stringify(unit);
    expect(AVOIDED.en.exec(unitText)?.[0]).toBeUndefined();
    expect(AVOIDED.es.exec(unitText)?.[0]).toBeUndefined();
  });
});
