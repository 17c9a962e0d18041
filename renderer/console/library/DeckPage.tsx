import { SlideView } from '../../ui/SlideView.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { SlideNotes } from '../session/panels/NotesPanel.tsx';
import styles from './Library.module.css';

/** One deck with its private notes beside each slide. */
export function DeckPage({ deckId }: { deckId: string }) {
  const i18n = useWords();
  const language = languageOf(i18n);
  const { api } = useServices();
  const { view, query } = useQuery(() => api.deck(deckId), deckId);
  return (
    <QueryPane view={view} onRetry={() => void query.reload()}>
      {({ deck }) => (
        <Page
          title={deck.title[language]}
          detail={i18n._('{count, plural, one {# slide} other {# slides}}', { count: deck.slideCount })}
        >
          <ol role="list" className={styles.slides}>
            {deck.slides.map((slide, index) => (
              <li key={slide.en.title + slide.notes.en} className={styles.slide}>
                <SlideView
                  text={slide[language]}
                  language={language}
                  counter={{ index, count: deck.slideCount }}
                />
                <SlideNotes slide={slide} language={language} />
              </li>
            ))}
          </ol>
        </Page>
      )}
    </QueryPane>
  );
}
