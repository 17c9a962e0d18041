import { ChevronLeft, ChevronRight, Presentation } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MenuButton } from '../../../ui/MenuButton.tsx';
import { PopoverButton } from '../../../ui/PopoverButton.tsx';
import { languageOf, useWords } from '../../../words/i18n.ts';
import { useSlice } from '../useSession.ts';
import styles from './ControlBar.module.css';

/** Stepping through the slides, jumping to one, and choosing a deck (CO12). */
export function SlideSteps() {
  const i18n = useWords();
  const language = languageOf(i18n);
  const slides = useSlice('slides');
  const { shown } = slides;
  if (!shown) {
    return (
      <MenuButton
        label={i18n._('Show slides')}
        icon={<Presentation />}
        placement="top start"
        items={
          slides.decks.length === 0
            ? [{ id: 'none', label: i18n._('There are no decks in the library yet'), onAction: undefined }]
            : slides.decks.map((deck) => ({
                id: deck.id,
                label: deck.title[language],
                description: i18n._('{count, plural, one {# slide} other {# slides}}', {
                  count: deck.slideCount,
                }),
                onAction: () => slides.choose(deck.id),
              }))
        }
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
        label={i18n._('Slide {number} of {count}', { number: shown.index + 1, count: shown.count })}
        title={shown.deckTitle[language]}
        variant="plain"
        placement="top"
      >
        {(close) => (
          <div className={styles.jump}>
            <ol role="list" className={styles.jumpList}>
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
              <MenuButton
                label={i18n._('Other slides')}
                size="small"
                placement="top end"
                items={slides.decks.map((deck) => ({
                  id: deck.id,
                  label: deck.title[language],
                  onAction: () => slides.choose(deck.id),
                }))}
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
