import { Link } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import { useState } from 'react';
import { fold } from '../../../src/domain/notes/checks/foldText.ts';
import type { DeckSummary } from '../../../src/protocol/api/decks.ts';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import styles from './Library.module.css';

/** From so many decks on there is a field to find one. */
const MANY = 7;

/** The decks by unit and title, narrowed down by words of either title (CO86). */
export function DeckList({ decks }: { decks: readonly DeckSummary[] }) {
  const i18n = useWords();
  const language = languageOf(i18n);
  const [words, setWords] = useState('');
  const found = decks.filter((deck) => isNamed(deck, words));
  if (decks.length === 0) return <EmptyState title={i18n._('No decks yet')} icon={<BookOpen />} />;
  return (
    <>
      {decks.length >= MANY && (
        <search className={styles.find}>
          <TextField
            label={i18n._('Find a deck')}
            type="search"
            value={words}
            onChange={setWords}
            maxLength={120}
          />
          <p role="status" className={styles.soft}>
            {words.trim() !== '' &&
              i18n._('{count, plural, =0 {No deck} one {# deck} other {# decks}} found', {
                count: found.length,
              })}
          </p>
        </search>
      )}
      <ul role="list" className={styles.decks}>
        {found.map((deck) => (
          <Card as="li" key={deck.id} className={styles.deck} data-testid="deck">
            <h3>
              <Link to="/library/$deckId" params={{ deckId: deck.id }} className={styles.deckLink}>
                {deck.title[language]}
              </Link>
            </h3>
            <p>
              {deck.unit === null ? <Tag>{i18n._('own deck')}</Tag> : <Tag tone="accent">{deck.unit}</Tag>}{' '}
              {i18n._('{count, plural, one {# slide} other {# slides}}', { count: deck.slideCount })}
            </p>
          </Card>
        ))}
      </ul>
    </>
  );
}

function isNamed({ unit, title }: DeckSummary, words: string): boolean {
  const names = fold(`${unit ?? ''} ${title.en} ${title.es}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => names.includes(word));
}
