import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Mark } from '../../../src/protocol/notes/marks.ts';
import { createLiveSession } from '../../live/createLiveSession.ts';
import { usePinnedMe, useServices } from '../app/services.ts';
import { useKeepOpen } from '../lock/useKeepOpen.ts';
import { wait } from '../model/wait.ts';
import { useShellSession } from '../shell/useShellSession.ts';
import { MarksKeeper } from './marks/MarksKeeper.tsx';
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
  // Entering again makes another model; what waits for the notebook goes over to it.
  const [heldMarks] = useState(() => new Map<string, Mark>());
  const [model, setModel] = useState<SessionModel | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const live = services.connect(sessionId, createLiveSession);
    const options = { sessionId, isOpening, heldMarks };
    const made = createSessionModel(live, me, { ...services, after: wait }, options);
    setModel(made);
    return () => {
      setModel(null);
      made.close();
    };
  }, [services, me, sessionId, isOpening, heldMarks, attempt]);
  if (!model) return <ConnectingScreen isWaiting={false} />;
  return (
    <SessionProvider value={model}>
      <KeptMarks model={model} />
      <NotesAhead model={model} />
      <Phases model={model} sessionId={sessionId} onAgain={() => setAttempt(attempt + 1)} />
    </SessionProvider>
  );
}

function KeptMarks({ model }: { model: SessionModel }) {
  const { phase } = useStore(model.phase);
  return <MarksKeeper isOver={phase === 'ended' || phase === 'closed'} />;
}

/** A session that begins, or is over, has notes that are read ahead (NB76). */
function NotesAhead({ model }: { model: SessionModel }) {
  const { readAhead } = useServices();
  const hasStarted = useStore(model.slices, (slices) => slices !== null && slices.agenda.startedAt !== null);
  const isOver = useStore(model.phase, ({ phase }) => phase === 'ended');
  useEffect(() => {
    if (hasStarted || isOver) readAhead.stir();
  }, [readAhead, hasStarted, isOver]);
  return null;
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
