import { useEffect, useRef, type RefObject } from 'react';
import { useAnnounce } from '../../ui/Announcer.tsx';

/**
 * What happens when a note comes on the screen: its name is said, and where the focus went with the note before, it comes
 * to the first field of this one, so that writing goes on without the mouse (WR80).
 */
export function useArrival(name: string, isReady: boolean): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null);
  const announce = useAnnounce();
  useEffect(() => {
    if (!isReady) return;
    announce(name, 'polite');
    const isFocusLost = document.activeElement === null || document.activeElement === document.body;
    if (isFocusLost) place.current?.querySelector<HTMLElement>('input, [role=textbox]')?.focus();
  }, [name, isReady, announce]);
  return place;
}
