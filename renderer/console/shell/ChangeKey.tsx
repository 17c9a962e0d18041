import { useState } from 'react';
import { useShell } from '../../platform/PlatformContext.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useWords } from '../../words/i18n.ts';
import { useShellAct } from './useShellAct.ts';

/** SH87: moves the app's own hub to a new key, once the person has been told what that means. */
export function ChangeKey() {
  const found = useShell();
  const i18n = useWords();
  const act = useShellAct();
  const [isAsking, setAsking] = useState(false);
  if (found === null) return null;
  const change = (): void => {
    setAsking(false);
    act(found.shell.changeHubKey());
  };
  return (
    <>
      <Button size="small" onPress={() => setAsking(true)}>
        {i18n._('Change the key…')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={i18n._('Change the key to the data?')}
        confirmLabel={i18n._('Change the key')}
        cancelLabel={i18n._('Cancel')}
        onConfirm={change}
        onCancel={() => setAsking(false)}
      >
        {i18n._(
          'The hub on this computer is closed for some seconds, and everybody signs in again. Make a backup afterwards: the backups you have still restore, but copies of the data’s folder no longer open.',
        )}
      </ConfirmDialog>
    </>
  );
}
