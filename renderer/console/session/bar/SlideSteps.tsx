import type { I18n } from '@lingui/core';
import { ChevronLeft, ChevronRight, Presentation } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/MenuButton.tsx';
import { PopoverButton } from '../../../ui/PopoverButton.tsx';
import { languageOf, useWords } from '../../../words/i18n.ts';
import { useMediaQuery } from '../../app/useMediaQuery.ts';
import type { SlidesView } from '../model/slides.ts';
import { notesWords } from '../panels/NotesPanel.tsx';
import { useSlice } from '../useSession.ts';
import styles from './ControlBar.module.css';

/** The decks to choose from; or that they are still being read, could not be read, or are not there (CO29). */
function deckEntries(i18n: I18n, slides: SlidesView): readonly MenuEntry[] {
  const language = languageOf(i18n);
  if (slides.decks.length > 0) {
    return slides.decks.map((deck) => ({
      id: deck.id,
      label: deck.title[language],
      description: i18n._('{count, plural, one {# slide} other {# slides}}', { count: deck.slideCount }),
      onAction: () => slides.choose(deck.id),
    }));
  }
  switch (slides.list) {
    case 'loading':
      return [{ id: 'loading', label: i18n._('The list of decks is on its way…'), onAction: undefined }];
    case 'failed':
      return [
        {
          id: 'failed',
          label: i18n._('The decks could not be read. Try again'),
          description: i18n._('The hub did not answer. What is shown to the group stays.'),
          onAction: slides.reloadList,
        },
      ];
    case 'ready':
      return [
        {
          id: 'none',
          label: i18n._('There are no decks in the library yet'),
          description: i18n._('Add one under Library.'),
          onAction: undefined,
        },
      ];
  }
}

/** Stepping through the slides, jumping to one, and choosing a deck (CO12). */
export function SlideSteps() {
  const i18n = useWords();
  const language = languageOf(i18n);
  const slides = useSlice('slides');
  const isPhone = useMediaQuery('(width < 40rem)');
  const { shown } = slides;
  if (!shown) {
    return (
      <MenuButton
        label={i18n._('Show slides')}
        icon={<Presentation />}
        isIconOnly={isPhone}
        variant="quiet"
        placement="top start"
        items={deckEntries(i18n, slides)}
      />
    );
  }
  return (
    <div className={styles.steps} role="group" aria-label={i18n._('Slides')}>
      <IconButton
        label={i18n._('Previous slide')}
        keyHint="←"
        icon={<ChevronLeft />}
        variant="quiet"
        onPress={slides.back}
      />
      <PopoverButton
        label={
          isPhone
            ? i18n._('{number} of {count}', { number: shown.index + 1, count: shown.count })
            : i18n._('Slide {number} of {count}', { number: shown.index + 1, count: shown.count })
        }
        title={shown.deckTitle[language]}
        variant="plain"
        placement="top"
      >
        {(close) => (
          <div className={styles.jump}>
            <ol role="list" className={styles.jumpList}>
              {slides.notes !== 'ready' && <li>{notesWords(i18n, slides.notes)}</li>}
              {slides.slides.map((slide) => (
                <li key={slide.index}>
                  <Button
                    size="small"
                    variant="plain"
                    isWide
                    isPressed={slide.index === shown.index}
                    onPress={
                      slides.show &&
                      (() => {
                        slides.show?.(slide.index);
                        close();
                      })
                    }
                  >
                    {slide.index + 1}. {slide[language].title}
                  </Button>
                </li>
              ))}
            </ol>
            <div className={styles.jumpTools}>
              <Button
                size="small"
                onPress={
                  slides.hide &&
                  (() => {
                    slides.hide?.();
                    close();
                  })
                }
              >
                {i18n._('Hide slides')}
              </Button>
              {slides.rereadNotes && (
                <Button size="small" onPress={slides.rereadNotes}>
                  {i18n._('Try again')}
                </Button>
              )}
              <MenuButton
                label={i18n._('Other slides')}
                size="small"
                placement="top end"
                items={deckEntries(i18n, slides)}
              />
            </div>
          </div>
        )}
      </PopoverButton>
      <IconButton
        label={i18n._('Next slide')}
        keyHint="→"
        icon={<ChevronRight />}
        variant="quiet"
        onPress={slides.next}
      />
    </div>
  );
}
