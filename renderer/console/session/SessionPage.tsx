import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { usePinnedMe, useServices } from '../app/services.ts';
import { useKeepOpen } from '../lock/useKeepOpen.ts';
import { wait } from '../model/wait.ts';
import { useShellSession } from '../shell/useShellSession.ts';
import { createSessionModel, type SessionModel } from './model/sessionModel.ts';
import { SessionScreen } from './SessionScreen.tsx';
import { ClosedScreen } from './states/ClosedScreen.tsx';
import { ConnectingScreen } from './states/ConnectingScreen.tsx';
import { EndedScreen } from './states/EndedScreen.tsx';
import { SessionProvider } from './useSession.ts';

/** The live session. Connects while it is on the screen. */
export function SessionPage({ sessionId }: { sessionId: string }) {
  const services = useServices();
  const me = usePinnedMe();
  const { hash } = useLocation();
  // The way in matters only once: a later change of the address must not connect anew.
  const [isOpening] = useState(hash === 'open');
  const [model, setModel] = useState<SessionModel | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const live = services.connect(sessionId);
    const made = createSessionModel(live, me, { ...services, after: wait }, { sessionId, isOpening });
    setModel(made);
    return () => {
      setModel(null);
      made.close();
    };
  }, [services, me, sessionId, isOpening, attempt]);
  if (!model) return <ConnectingScreen isWaiting={false} />;
  return (
    <SessionProvider value={model}>
      <Phases model={model} sessionId={sessionId} onAgain={() => setAttempt(attempt + 1)} />
    </SessionProvider>
  );
}

function Phases({
  model,
  sessionId,
  onAgain,
}: {
  model: SessionModel;
  sessionId: string;
  onAgain: () => void;
}) {
  const phase = useStore(model.phase);
  useShellSession(model);
  useKeepOpen(model);
  switch (phase.phase) {
    case 'connecting':
      return <ConnectingScreen isWaiting={phase.isWaiting} />;
    case 'live':
      return <SessionScreen link={phase.link} />;
    case 'ended':
      return <EndedScreen sessionId={sessionId} />;
    case 'closed':
      return <ClosedScreen reason={phase.reason} onAgain={onAgain} />;
  }
}
