import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { SlideView } from '../../ui/SlideView.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { SlideNotes } from '../session/panels/NotesPanel.tsx';
import styles from './Library.module.css';

/** A language's name is written in itself. */
const LANGUAGES = [
  ['en', 'English'],
  ['es', 'Español'],
] as const;

/** One deck with its private notes beside each slide, in either language (CO86). */
export function DeckPage({ deckId }: { deckId: string }) {
  const i18n = useWords();
  const [language, setLanguage] = useState(languageOf(i18n));
  const { api } = useServices();
  const { view, query } = useQuery(() => api.deck(deckId), deckId);
  const languages = (
    <div role="group" aria-label={i18n._('Language of the slides')} className={styles.languages}>
      {LANGUAGES.map(([id, name]) => (
        <Button key={id} size="small" isPressed={id === language} onPress={() => setLanguage(id)}>
          {name}
        </Button>
      ))}
    </div>
  );
  return (
    <QueryPane view={view} onRetry={() => void query.reload()}>
      {({ deck }) => (
        <Page
          title={deck.title[language]}
          detail={
            <>
              <Link to="/library" className={styles.link}>
                {i18n._('Library')}
              </Link>
              {' · '}
              {i18n._('{count, plural, one {# slide} other {# slides}}', { count: deck.slideCount })}
              {' · '}
              {i18n._('the notes are for staff alone')}
            </>
          }
          actions={languages}
        >
          <ol role="list" className={styles.slides}>
            {deck.slides.map((slide, index) => (
              <li key={slide.en.title + slide.notes.en} className={styles.slide}>
                <SlideView
                  text={slide[language]}
                  language={language}
                  counter={{ index, count: deck.slideCount }}
                />
                <div>
                  <h3 className={styles.notesTitle}>
                    {i18n._('Notes to slide {number}', { number: index + 1 })}
                  </h3>
                  <SlideNotes slide={slide} language={language} />
                </div>
              </li>
            ))}
          </ol>
        </Page>
      )}
    </QueryPane>
  );
}
