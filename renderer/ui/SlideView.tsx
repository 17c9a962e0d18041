import type { SlideText } from '../../src/protocol/session/state.ts';
import type { Language } from '../../src/protocol/session/people.ts';
import { useWords } from '../words/i18n.ts';
import { renderMarkdown } from './markdown.tsx';
import styles from './SlideView.module.css';

export type SlideViewProps = {
  text: SlideText;
  language: Language;
  size?: 'panel' | 'stage';
  /** Which slide of how many; `index` counts from 0. */
  counter?: { index: number; count: number };
};

/** A slide as real text: it reflows on a phone, grows with the browser's zoom and is read out in its own language. */
export function SlideView({ text, language, size = 'panel', counter }: SlideViewProps) {
  const i18n = useWords();
  const position =
    counter && i18n._('Slide {number} of {count}', { number: counter.index + 1, count: counter.count });
  return (
    <article
      className={styles.slide}
      data-size={size}
      lang={language}
      aria-label={position ? `${position}: ${text.title}` : text.title}
    >
      <h2 className={styles.title}>{text.title}</h2>
      <div className={styles.body}>{renderMarkdown(text.body)}</div>
      {position !== undefined && (
        <p className={styles.counter} lang={i18n.locale} aria-hidden="true">
          {position}
        </p>
      )}
    </article>
  );
}
