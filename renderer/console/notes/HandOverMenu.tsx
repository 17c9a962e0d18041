import { Handshake } from 'lucide-react';
import type * as Y from 'yjs';
import { refusalsToHandOver } from '../../../src/domain/notes/signing.ts';
import type { HandOver } from '../../../src/domain/notes/stage.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { setAbout } from '../../notebook/documents/noteAbout.ts';
import { Button } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { useWords } from '../../words/i18n.ts';
import type { NoteEntry } from './model/entries.ts';

type Props = { doc: Y.Doc; reply: SessionNotesReply; me: Me; entry: NoteEntry; handOver: HandOver | null };

/** Hands a draft over to somebody who may sign it, takes it back, or gives back what was handed to oneself (WR53). */
export function HandOverMenu({ doc, reply, me, entry, handOver }: Props) {
  const i18n = useWords();
  const { id, role } = me.staff;
  const by = { staffId: id, role, credential: null };
  const signers = reply.signers.filter(
    (signer) => signer.staffId !== id && refusalsToHandOver({ stage: 'draft' }, by, signer).length === 0,
  );
  if (handOver !== null) {
    return (
      <Button variant="plain" size="small" onPress={() => setAbout(doc, 'handOver', null)}>
        {handOver.signerId === id ? i18n._('Give it back') : i18n._('Take it back')}
      </Button>
    );
  }
  if (signers.length === 0) return null;
  return (
    <MenuButton
      label={i18n._('Hand over')}
      icon={<Handshake />}
      variant="plain"
      size="small"
      items={signers.map(({ staffId, name }) => ({
        id: staffId,
        label: name,
        onAction: () =>
          setAbout(doc, 'handOver', {
            handedBy: id,
            signerId: staffId,
            at: Date.now(),
            after: entry.onHub?.returnedBy ?? null,
          }),
      }))}
    />
  );
}
