import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Banner } from '../../ui/Banner.tsx';
import { useWords } from '../../words/i18n.ts';
import { useRoom } from './roomContext.ts';

/** How long sound and picture may take to come before the page says that they do not, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Says that sound and picture do not get through, as far as is known: lost, not come yet, or never here. */
export function MediaBanner() {
  const i18n = useWords();
  const { live } = useRoom();
  const phase = useStore(live.media.store, (media) => media.phase);
  const isOnline = useStore(live.store, ({ link }) => link.state === 'online');
  const isSlow = useLasts(phase === 'connecting', PATIENCE_MS);
  // Without the line there is one banner that says it all.
  if (!isOnline) return null;
  switch (phase) {
    case 'failed':
      return (
        <Banner tone="help" role="note" title={i18n._('Sound and picture do not work in this browser')}>
          {i18n._(
            'You cannot hear or see the group here, and it cannot hear or see you. The chat works. Open your link in an up-to-date Chrome, Edge, Firefox or Safari.',
          )}
        </Banner>
      );
    case 'reconnecting':
      return (
        <Banner tone="help" role="note" title={i18n._('Sound and picture are interrupted')}>
          {i18n._('We are bringing them back. The chat still works.')}
        </Banner>
      );
    case 'connecting':
      return (
        isSlow && (
          <Banner tone="help" role="note" title={i18n._('Sound and picture have not come yet')}>
            {i18n._(
              'We keep trying, and the chat works. Another network may help, such as your phone’s own.',
            )}
          </Banner>
        )
      );
    case 'idle':
    case 'connected':
      return null;
  }
}

/** Whether something has been so for a while, without a break. */
function useLasts(isSo: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = setTimeout(() => setLasts(true), ms);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo, ms]);
  return lasts;
}
