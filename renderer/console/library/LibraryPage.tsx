import { FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { Page, Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useMe, useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { rightsOf } from '../model/rights.ts';
import { AddDeckDialog } from './AddDeckDialog.tsx';
import { DeckList } from './DeckList.tsx';
import { RunSheets } from './RunSheets.tsx';

/** The decks of the curriculum and the practice's own (CO86), and the run sheets (CO87). */
export function LibraryPage() {
  const i18n = useWords();
  const { api } = useServices();
  const { editDecks } = rightsOf(useMe());
  const decks = useQuery(api.decks);
  const groups = useQuery(api.groups);
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button icon={<FilePlus2 />} onPress={editDecks ? () => setAdding(true) : undefined}>
      {i18n._('Add your own deck')}
    </Button>
  );
  const { view } = groups;
  return (
    <Page title={i18n._('Library')} actions={add}>
      <Section title={i18n._('Decks')} detail={i18n._('Slides with presenter notes, in both languages')}>
        <QueryPane view={decks.view} onRetry={() => void decks.query.reload()}>
          {(reply) => <DeckList decks={reply.decks} />}
        </QueryPane>
      </Section>
      <Section title={i18n._('Run sheets')} detail={i18n._('Chosen for a group, they are its hours')}>
        <RunSheets groups={view.stage === 'ready' ? view.value.groups : []} />
      </Section>
      {isAdding && <AddDeckDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
