import type { I18n } from '@lingui/core';
import { Button } from '../../../ui/Button.tsx';
import { languageOf, useWords } from '../../../words/i18n.ts';
import type { PresenterSlide } from '../model/slides.ts';
import { useSlice } from '../useSession.ts';
import { noteParts } from './noteParts.ts';
import styles from './Panels.module.css';

/** The private notes of the slide that is shown, and what comes next (CO12). */
export function NotesPanel() {
  const i18n = useWords();
  const language = languageOf(i18n);
  const slides = useSlice('slides');
  return (
    <section className={styles.panel} aria-labelledby="notes-title" data-testid="presenter-notes">
      <header className={styles.head}>
        <h2 id="notes-title">{i18n._('Presenter notes')}</h2>
        <span className={styles.faint}>{i18n._('only staff see this')}</span>
      </header>
      {slides.shown === null && (
        <p className={styles.faint}>{i18n._('Choose slides below; their notes appear here.')}</p>
      )}
      {slides.shown !== null && slides.notes !== 'ready' && (
        <p className={styles.faint} role="status">
          {notesWords(i18n, slides.notes)}
        </p>
      )}
      {slides.shown !== null && slides.rereadNotes && (
        <div>
          <Button size="small" onPress={slides.rereadNotes}>
            {i18n._('Try again')}
          </Button>
        </div>
      )}
      {slides.shown !== null && slides.current && <SlideNotes slide={slides.current} language={language} />}
      {slides.shown !== null && slides.upcoming && (
        <div className={styles.next}>
          <span>
            {i18n._('Next:')} <b>{slides.upcoming[language].title}</b>
          </span>
          <span>{noteParts(slides.upcoming.notes[language])[0]?.text.slice(0, 160)}</span>
        </div>
      )}
    </section>
  );
}

/** Why a deck's notes are not there (CO29). */
export function notesWords(i18n: I18n, reading: 'loading' | 'failed'): string {
  return reading === 'loading'
    ? i18n._('The notes are on their way…')
    : i18n._(
        'The notes could not be read, because the hub did not answer. The slides can be stepped through without them.',
      );
}

/** One slide's notes, paragraph by paragraph. */
export function SlideNotes({
  slide,
  language,
}: {
  slide: Pick<PresenterSlide, 'notes'>;
  language: 'en' | 'es';
}) {
  return (
    <div className={styles.notes} lang={language}>
      {noteParts(slide.notes[language]).map((part) => (
        <p key={part.text} className={part.cue === null ? undefined : styles.cue}>
          {part.cue !== null && <b>{part.cue}: </b>}
          {part.text}
        </p>
      ))}
    </div>
  );
}
