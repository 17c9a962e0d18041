import { EyeOff, Siren } from 'lucide-react';
import { useState } from 'react';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { Button } from '../../ui/Button.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { EmergencyDialog } from '../emergency/EmergencyDialog.tsx';
import type { NoteEntry } from './model/entries.ts';
import { noteName } from './noteName.ts';
import sheet from './Sheet.module.css';
import styles from './Signing.module.css';

/** In the place of a note that is withheld: why it is, and what can be done (SG89). */
export function WithheldNote({
  reply,
  entry,
  onChanged,
}: {
  reply: SessionNotesReply;
  entry: NoteEntry;
  onChanged: () => void;
}) {
  const i18n = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <article className={sheet.sheet} aria-labelledby="note-name" data-testid="withheld">
      <header className={sheet.head}>
        <h2 id="note-name">{noteName(i18n, entry)}</h2>
        <Tag icon={<EyeOff />}>{i18n._('Withheld')}</Tag>
      </header>
      <p>
        {i18n._(
          'You are not on this group’s team, and this member has no consent in force that lets others read their notes: for treatment, payment and operations. Whether anything was written is not shown either.',
        )}
      </p>
      <h3>{i18n._('What you can do')}</h3>
      <ul className={styles.waysOut}>
        <li>
          {i18n._('Ask the group’s team. If the member has signed a consent, they record it on the roster.')}
        </li>
        <li>{i18n._('If you supervise or stand in for this group, have yourself added to its team.')}</li>
        <li>
          {i18n._(
            'In an emergency you can open the notes for 60 minutes. It is recorded, and others are told.',
          )}
        </li>
      </ul>
      <div className={styles.actions}>
        <Button icon={<Siren />} onPress={() => setAsking(true)}>
          {i18n._('Emergency access…')}
        </Button>
      </div>
      {isAsking && (
        <EmergencyDialog
          withheld={{ groupId: reply.groupId, onOpened: onChanged }}
          onClose={() => setAsking(false)}
        />
      )}
    </article>
  );
}
