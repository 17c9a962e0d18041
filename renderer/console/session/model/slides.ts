import type { DeckSummary } from '../../../../src/protocol/api/decks.ts';
import type {
  LocalText,
  SessionState,
  ShownSlide,
  SlideText,
} from '../../../../src/protocol/session/state.ts';
import type { Deck } from '../../api/api.ts';
import type { Act } from './act.ts';

/** A slide as the presenter sees it, with the private notes. */
export type PresenterSlide = {
  readonly index: number;
  readonly en: SlideText;
  readonly es: SlideText;
  readonly notes: LocalText;
};

/** The presenter's side of the slides. Only staff have it: the notes never travel through the session. */
export type SlidesView = {
  readonly decks: readonly DeckSummary[];
  readonly shown: ShownSlide | null;
  readonly deckTitle: LocalText | null;
  /** The deck in hand: the one that is shown, else the one that was chosen or shown last. */
  readonly deckId: string | null;
  readonly slides: readonly PresenterSlide[];
  readonly current: PresenterSlide | null;
  readonly upcoming: PresenterSlide | null;
  readonly choose: (deckId: string) => void;
  readonly show: ((index: number) => void) | undefined;
  readonly next: (() => void) | undefined;
  readonly back: (() => void) | undefined;
  readonly hide: (() => void) | undefined;
};

/** What the presenter holds outside the session: decks read so far, and the place in the one in hand. */
export type DeckShelf = {
  readonly decks: readonly DeckSummary[];
  readonly read: Readonly<Record<string, Deck>>;
  readonly inHand: { readonly deckId: string; readonly index: number } | null;
};

/** CO12: the shown slide, its notes and the next one; steps show a slide to everyone at once. */
export function slidesView(
  state: SessionState,
  shelf: DeckShelf,
  choose: (deckId: string) => void,
  act: Act,
): SlidesView {
  const shown = state.slide;
  const deckId = shown?.deckId ?? shelf.inHand?.deckId ?? null;
  const deck = deckId === null ? undefined : shelf.read[deckId];
  const index = shown?.index ?? (shelf.inHand?.deckId === deckId ? shelf.inHand?.index : 0) ?? 0;
  const slides = (deck?.slides ?? []).map((slide, at): PresenterSlide => ({ index: at, ...slide }));
  const count = shown?.count ?? deck?.slideCount ?? 0;
  const canShow = deckId !== null && state.status !== 'ended' && act.may('showSlide');
  const showAt = (at: number): void => {
    if (deckId !== null) void act({ type: 'showSlide', deckId, index: at });
  };
  return {
    decks: shelf.decks,
    shown,
    deckTitle: shown?.deckTitle ?? deck?.title ?? null,
    deckId,
    slides,
    current: slides[index] ?? null,
    upcoming: slides[index + 1] ?? null,
    choose,
    show: canShow && count > 0 ? showAt : undefined,
    next: canShow && shown && index + 1 < count ? () => showAt(index + 1) : undefined,
    back: canShow && shown && index > 0 ? () => showAt(index - 1) : undefined,
    hide: canShow && shown ? () => void act({ type: 'hideSlides' }) : undefined,
  };
}
