import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { combineDeck, type Deck } from '../../domain/curriculum/deck.ts';
import { DeckError } from '../../domain/curriculum/deckError.ts';
import { parseDeckMarkdown } from '../../domain/curriculum/parseDeckMarkdown.ts';
import type { DeckSummary } from '../../protocol/api/decks.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import type { ShownSlide } from '../../protocol/session/state.ts';
import type { DeckStore, OwnDeck } from '../records/deckStore.ts';

/** The decks a practice has, in memory: those that ship with Circlewell, and its own. */
export interface DeckShelf {
  list(): readonly DeckSummary[];
  find(deckId: string): Deck | null;
  /** A slide as members may see it: without the presenter's notes. */
  findSlide(deckId: string, index: number): ShownSlide | 'unknownDeck' | 'unknownSlide';
  /** Stores a facilitator's own deck. @throws CirclewellError `invalid` whose detail says which line is wrong, and why. */
  add(deck: OwnDeck): Promise<Deck>;
}

export type DeckShelfDeps = {
  readonly resourcesDir: string;
  readonly store: DeckStore;
  /** Told of an own deck that an earlier release took and this one cannot read; it stays stored. */
  readonly onUnreadable: (deckId: string, error: DeckError) => void;
};

/**
 * @param resourcesDir the folder that holds `curriculum/<unit>/deck.<language>.md`.
 * @throws DeckError if a deck that ships with Circlewell cannot be read: that is a defect of the build.
 */
export async function createDeckShelf({
  resourcesDir,
  store,
  onUnreadable,
}: DeckShelfDeps): Promise<DeckShelf> {
  const decks = new Map<string, Deck>();
  for (const deck of await readShipped(path.join(resourcesDir, 'curriculum'))) decks.set(deck.id, deck);
  for (const own of await store.list()) {
    const deck = readOwn(own, onUnreadable);
    if (deck) decks.set(deck.id, deck);
  }

  return {
    list: () => [...decks.values()].map(toSummary),
    find: (deckId) => decks.get(deckId) ?? null,
    findSlide(deckId, index) {
      const deck = decks.get(deckId);
      if (!deck) return 'unknownDeck';
      const slide = deck.slides[index];
      if (!slide) return 'unknownSlide';
      return {
        deckId,
        deckTitle: deck.title,
        index,
        count: deck.slides.length,
        text: { en: slide.en, es: slide.es },
      };
    },
    async add(own) {
      const deck = parseOwn(own);
      await store.add(own);
      decks.set(deck.id, deck);
      return deck;
    },
  };
}

/** What a list of decks says of one. */
export function toSummary({ id, unit, title, slides }: Deck): DeckSummary {
  return { id, unit, title, slideCount: slides.length };
}

async function readShipped(folder: string): Promise<Deck[]> {
  const units = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  return Promise.all(
    units.sort().map(async (unit) => {
      const [en, es] = await Promise.all(
        ['en', 'es'].map((language) => readFile(path.join(folder, unit, `deck.${language}.md`), 'utf8')),
      );
      return combineDeck({ id: unit, en: parseDeckMarkdown(en ?? ''), es: parseDeckMarkdown(es ?? '') });
    }),
  );
}

function toDeck({ id, title, markdown }: OwnDeck): Deck {
  return combineDeck({ id, en: parseDeckMarkdown(markdown, { title }) });
}

function readOwn(own: OwnDeck, onUnreadable: DeckShelfDeps['onUnreadable']): Deck | null {
  try {
    return toDeck(own);
  } catch (error) {
    if (!(error instanceof DeckError)) throw error;
    onUnreadable(own.id, error);
    return null;
  }
}

function parseOwn(own: OwnDeck): Deck {
  try {
    return toDeck(own);
  } catch (error) {
    if (error instanceof DeckError) throw new CirclewellError('invalid', error.message);
    throw error;
  }
}
