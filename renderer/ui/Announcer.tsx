import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type Urgency = 'polite' | 'assertive';

type Announce = (text: string, urgency: Urgency) => void;

const AnnouncerContext = createContext<Announce>(() => undefined);

/** Says things to screen readers without showing them. Stands once around a page. */
export function Announcer({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState<Said>(nothing);
  const [assertive, setAssertive] = useState<Said>(nothing);
  const announce = useCallback<Announce>((text, urgency) => {
    const say = (before: Said): Said => ({ count: before.count + 1, text });
    if (urgency === 'polite') setPolite(say);
    else setAssertive(say);
  }, []);
  const value = useMemo(() => announce, [announce]);
  return (
    <AnnouncerContext value={value}>
      {children}
      <VisuallyHidden as="div">
        {/* A new key makes a screen reader say the same sentence a second time. */}
        <div aria-live="polite" data-testid="announcer-polite">
          <p key={polite.count}>{polite.text}</p>
        </div>
        <div aria-live="assertive" data-testid="announcer-assertive">
          <p key={assertive.count}>{assertive.text}</p>
        </div>
      </VisuallyHidden>
    </AnnouncerContext>
  );
}

/** `announce(text, 'polite' | 'assertive')`: for what happens, not for what stands on the screen anyway. */
export function useAnnounce(): Announce {
  return useContext(AnnouncerContext);
}

type Said = { readonly count: number; readonly text: string };
const nothing: Said = { count: 0, text: '' };
