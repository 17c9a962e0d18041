import type { DeckSummary } from '../../../../src/protocol/api/decks.ts';
import type {
  LocalText,
  SessionState,
  ShownSlide,
  SlideText,
} from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import type { DeckShelf, DeckShelfModel, Reading } from './deckShelf.ts';
import type { SlidePlace, SlideSteps } from './slideSteps.ts';

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
  /** How far the list of decks has come; `failed` and empty are not the same. */
  readonly list: Reading;
  readonly reloadList: () => void;
  readonly shown: ShownSlide | null;
  readonly deckTitle: LocalText | null;
  /** The deck in hand: the one that is shown, else the one that was chosen or shown last. */
  readonly deckId: string | null;
  /** How far the slides and notes of the deck in hand have come. */
  readonly notes: Reading;
  readonly rereadNotes: (() => void) | undefined;
  readonly slides: readonly PresenterSlide[];
  readonly current: PresenterSlide | null;
  readonly upcoming: PresenterSlide | null;
  readonly choose: (deckId: string) => void;
  readonly show: ((index: number) => void) | undefined;
  readonly next: (() => void) | undefined;
  readonly back: (() => void) | undefined;
  readonly hide: (() => void) | undefined;
};

/** CO12, CO31: the shown slide, its notes and the next one; steps show a slide to everyone at once. */
export function slidesView(
  state: SessionState,
  held: DeckShelf,
  intended: SlidePlace | null,
  shelf: Pick<DeckShelfModel, 'choose' | 'reload' | 'reread'>,
  steps: Pick<SlideSteps, 'show'>,
  act: Act,
): SlidesView {
  const shown = state.slide;
  const deckId = shown?.deckId ?? held.inHand?.deckId ?? null;
  const deck = deckId === null ? undefined : held.read[deckId];
  const index = shown?.index ?? (held.inHand?.deckId === deckId ? held.inHand?.index : 0) ?? 0;
  /** Steps count from the slide that was asked for last: two quick presses move two slides. */
  const from = intended !== null && intended.deckId === deckId ? intended.index : index;
  const slides = (deck?.slides ?? []).map((slide, at): PresenterSlide => ({ index: at, ...slide }));
  const count = shown?.count ?? deck?.slideCount ?? 0;
  const canShow = deckId !== null && state.status !== 'ended' && act.may('showSlide');
  const showAt = (at: number): void => {
    if (deckId !== null) steps.show(deckId, at);
  };
  return {
    decks: held.decks,
    list: held.list,
    reloadList: shelf.reload,
    notes: deck ? 'ready' : deckId !== null && held.failed.has(deckId) ? 'failed' : 'loading',
    rereadNotes: deckId !== null && held.failed.has(deckId) ? () => shelf.reread(deckId) : undefined,
    shown,
    deckTitle: shown?.deckTitle ?? deck?.title ?? null,
    deckId,
    slides,
    current: slides[index] ?? null,
    upcoming: slides[index + 1] ?? null,
    choose: shelf.choose,
    show: canShow && count > 0 ? showAt : undefined,
    next: canShow && shown && from + 1 < count ? () => showAt(from + 1) : undefined,
    back: canShow && shown && from > 0 ? () => showAt(from - 1) : undefined,
    hide: canShow && shown ? () => void act({ type: 'hideSlides' }) : undefined,
  };
}
