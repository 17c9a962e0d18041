import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestHub, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let ask: Ask;
beforeEach(async () => {
  test = await createTestHub();
  ({ ask } = await test.setUp());
});
afterEach(() => test.close());

describe('decks', () => {
  it('DE1 lists the decks that ship, in both languages, with notes for staff', async () => {
    expect((await ask('GET', '/api/decks')).json).toMatchObject({
      decks: [{ id: 'T01', unit: 'T01' }, { id: 'T02' }],
    });
    expect((await ask('GET', '/api/decks/T01')).json).toMatchObject({
      deck: { slides: expect.arrayContaining([expect.objectContaining({ notes: expect.anything() })]) },
    });
  });

  it('DE2 keeps a facilitator’s own deck', async () => {
    const made = await ask('POST', '/api/decks', {
      title: 'Own',
      markdown: '## One\n\nText\n\n<!-- note -->\n\n---\n\n## Two',
    });
    expect(made).toMatchObject({
      status: 200,
      json: {
        deck: {
          unit: null,
          title: { en: 'Own', es: 'Own' },
          slideCount: 2,
          slides: [{ notes: { en: 'note' } }, {}],
        },
      },
    });
    expect((await ask('GET', '/api/decks')).json).toMatchObject({
      decks: [{}, {}, { title: { en: 'Own' } }],
    });
  });

  it('DE3 says which line of a deck is wrong', async () => {
    expect(
      await ask('POST', '/api/decks', { title: 'Own', markdown: '## One\n\n<!-- never closed' }),
    ).toMatchObject({
      status: 400,
      json: { error: { kind: 'invalid', detail: expect.stringMatching(/^Line 3: /) } },
    });
  });

  it('DE4 takes a deck of nearly a million characters and none of more', async () => {
    expect((await ask('POST', '/api/decks', { title: 'Own', markdown: 'ñ'.repeat(1_000_001) })).status).toBe(
      400,
    );
    expect((await ask('POST', '/api/decks', { title: 'Own', markdown: '"'.repeat(5_000_000) })).status).toBe(
      413,
    );
    const long = Array.from({ length: 200 }, (_, index) => `## Slide ${index}\n\n${'ñ'.repeat(4_900)}`).join(
      '\n\n---\n\n',
    );
    expect((await ask('POST', '/api/decks', { title: 'Own', markdown: long })).status).toBe(200);
  });

  it('answers not_found for a deck that is not there', async () => {
    expect(await ask('GET', '/api/decks/none')).toMatchObject({
      status: 404,
      json: { error: { rule: 'slides.unknownDeck' } },
    });
  });
});
