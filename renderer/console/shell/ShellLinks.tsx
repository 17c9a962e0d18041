import { useEffect, useRef, useState } from 'react';
import type { DeepLink } from '../../../src/protocol/ipc/deepLink.ts';
import { useShell } from '../../platform/PlatformContext.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useToasts } from '../../ui/ToastRegion.tsx';
import { useWords } from '../../words/i18n.ts';
import { HubChoiceForm } from './HubChoiceForm.tsx';

/** Where the console is, and how to go elsewhere; the router behind `main.tsx`. */
export type Way = { readonly where: () => string; readonly goTo: (path: string) => void };

/**
 * Follows links of `circlewell:` (SH63). Away from a session on the screen it goes only where the person says so: whoever
 * can make somebody open a link must not be able to take them out of their group.
 */
export function ShellLinks({ way }: { way: Way }) {
  const shell = useShell()?.shell ?? null;
  const i18n = useWords();
  const toasts = useToasts();
  const [proposed, setProposed] = useState<string | null>(null);
  const follow = (link: DeepLink): void => {
    if (link.action === 'join') {
      setProposed(link.address);
      return;
    }
    const path = link.action === 'today' ? '/today' : `/session/${link.sessionId}`;
    if (way.where() === path) return;
    if (!way.where().startsWith('/session/')) {
      way.goTo(path);
      return;
    }
    toasts.show({
      text: i18n._('A link wants to open another place. You are in a session and would leave it.'),
      action: { label: i18n._('Open it'), onPress: () => way.goTo(path) },
    });
  };
  // The newest of what it closes over, without hearing the links anew: they are given out once.
  const latest = useRef(follow);
  latest.current = follow;
  useEffect(() => shell?.onLink((link) => latest.current(link)), [shell]);

  if (shell === null || proposed === null) return null;
  return (
    <Dialog isOpen title={i18n._('Change the hub')} onClose={() => setProposed(null)}>
      <p>{i18n._('A link proposes this hub. Go on only if it is from your practice.')}</p>
      <HubChoiceForm key={proposed} shell={shell} first={{ kind: 'remote', address: proposed }} />
    </Dialog>
  );
}
