import { useState } from 'react';
import { useShell } from '../../platform/PlatformContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { HubChoiceForm } from './HubChoiceForm.tsx';

/**
 * The way to another hub (SH86), in Settings and wherever one stands before a hub that does not let one in: whoever has
 * mistyped an address must not have to find a settings' file. Nothing in a browser, and where there is nothing to change.
 */
export function ChangeHub() {
  const found = useShell();
  const i18n = useWords();
  const [isChanging, setChanging] = useState(false);
  if (found === null) return null;
  const { shell, state } = found;
  const { hub } = state;
  if (hub.kind === 'none' || (hub.kind === 'remote' && hub.isFixed)) return null;
  const first = hub.kind === 'remote' ? hub : { kind: hub.kind, address: '' };
  return (
    <>
      <Button size="small" onPress={() => setChanging(true)}>
        {i18n._('Change the hub…')}
      </Button>
      {isChanging && (
        <Dialog isOpen title={i18n._('Change the hub')} onClose={() => setChanging(false)}>
          <HubChoiceForm shell={shell} first={{ kind: first.kind, address: first.address }} />
        </Dialog>
      )}
    </>
  );
}
