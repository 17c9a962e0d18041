import { useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import type { ShownSlide } from '../../../../src/protocol/session/state.ts';
import { SlideView } from '../../../ui/SlideView.tsx';
import { languageOf, useWords } from '../../../words/i18n.ts';
import styles from './Stage.module.css';
import type { Box } from './useBox.ts';

/** The width at which a slide is set before it is fitted, in CSS pixels. */
const NATURAL_WIDTH = 576;
/** A slide is never made smaller than this part of its natural size; it scrolls instead. */
const MIN_SCALE = 0.6;
const MAX_SCALE = 1.35;

/** The scale at which a slide of a natural height fills a box without leaving it. */
export function fitScale(naturalHeight: number, box: Box): number {
  const scale = Math.min(box.width / NATURAL_WIDTH, box.height / Math.max(1, naturalHeight), MAX_SCALE);
  return Math.max(MIN_SCALE, scale);
}

/** The shown slide, as large as the middle of the circle allows. Still text: it can be selected and read out. */
export function FitSlide({ slide, box }: { slide: ShownSlide; box: Box }) {
  const language = languageOf(useWords());
  const ref = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    // `zoom` lays out anew, so the natural height is what it would be at a scale of 1.
    element.style.zoom = '1';
    setScale(fitScale(element.scrollHeight, box));
    element.style.zoom = '';
  }, [slide, language, box.width, box.height, box]);
  const style: CSSProperties = { inlineSize: NATURAL_WIDTH, zoom: scale };
  return (
    <div className={styles.slide} data-testid="shown-slide">
      <div ref={ref} style={style}>
        <SlideView
          text={slide.text[language]}
          language={language}
          size="panel"
          counter={{ index: slide.index, count: slide.count }}
        />
      </div>
    </div>
  );
}
