import { Link } from '@tanstack/react-router';
import { BookOpen, FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useMe, useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { rightsOf } from '../model/rights.ts';
import { AddDeckDialog } from './AddDeckDialog.tsx';
import styles from './Library.module.css';

/** The decks of the curriculum and the practice's own. */
export function LibraryPage() {
  const i18n = useWords();
  const language = languageOf(i18n);
  const { api } = useServices();
  const { editDecks } = rightsOf(useMe());
  const { view, query } = useQuery(api.decks);
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button icon={<FilePlus2 />} onPress={editDecks ? () => setAdding(true) : undefined}>
      {i18n._('Add your own deck')}
    </Button>
  );
  return (
    <Page title={i18n._('Library')} actions={add}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ decks }) =>
          decks.length === 0 ? (
            <EmptyState title={i18n._('No decks yet')} icon={<BookOpen />} />
          ) : (
            <ul role="list" className={styles.decks}>
              {decks.map((deck) => (
                <Card as="li" key={deck.id} className={styles.deck}>
                  <h2>
                    <Link to="/library/$deckId" params={{ deckId: deck.id }} className={styles.deckLink}>
                      {deck.title[language]}
                    </Link>
                  </h2>
                  <p>
                    {deck.unit === null ? (
                      <Tag>{i18n._('own deck')}</Tag>
                    ) : (
                      <Tag tone="accent">{deck.unit}</Tag>
                    )}{' '}
                    {i18n._('{count, plural, one {# slide} other {# slides}}', { count: deck.slideCount })}
                  </p>
                </Card>
              ))}
            </ul>
          )
        }
      </QueryPane>
      {isAdding && <AddDeckDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
