import { accept, refuse, type SliceRules } from '../decision.ts';

/** Rules of the slides: the event carries the slide's text, so that no client needs the deck (SE80, SE81). */
export const slidesRules: SliceRules<'showSlide' | 'hideSlides'> = {
  showSlide: ({ state, command, context }) => {
    const slide = context.findSlide(command.deckId, command.index);
    if (slide === 'unknownDeck') return refuse('slides.unknownDeck', 'not_found');
    if (slide === 'unknownSlide') return refuse('slides.unknownSlide', 'not_found');
    const isShown = state.slide?.deckId === slide.deckId && state.slide.index === slide.index;
    return isShown ? accept() : accept({ type: 'slideShown', slide });
  },

  hideSlides: ({ state }) => (state.slide ? accept({ type: 'slidesHidden' }) : accept()),
};
