import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { useServices } from '../app/services.ts';
import { isLockKey } from './lockKey.ts';
import { LockScreen } from './LockScreen.tsx';

/** What counts as input. */
const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

/** Stands once beside the console: hears input and the key, and covers everything while it is locked (CO62, CO63). */
export function LockHost() {
  const { lock, account } = useServices();
  const isLocked = useStore(lock.store, (view) => view.isLocked);
  const isSignedIn = useStore(account.store, (view) => view.stage === 'signedIn');
  const [host, setHost] = useState<HTMLElement | null>(null);

  useEffect(() => {
    const made = document.createElement('div');
    // So that an open dialog leaves it readable and lets it have the focus.
    made.setAttribute('data-react-aria-top-layer', 'true');
    document.body.append(made);
    setHost(made);
    return () => made.remove();
  }, []);

  useEffect(() => {
    if (isSignedIn) void lock.refresh();
  }, [isSignedIn, lock]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isLockKey(event)) return;
      event.preventDefault();
      lock.lockNow();
    };
    const onVisible = (): void => {
      if (document.visibilityState === 'visible' && isSignedIn) void lock.refresh();
    };
    const listening = { capture: true, passive: true };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    document.addEventListener('visibilitychange', onVisible);
    for (const input of INPUTS) window.addEventListener(input, lock.noteInput, listening);
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      document.removeEventListener('visibilitychange', onVisible);
      for (const input of INPUTS) window.removeEventListener(input, lock.noteInput, listening);
    };
  }, [lock, isSignedIn]);

  return isLocked && host !== null ? createPortal(<LockScreen host={host} />, host) : null;
}
