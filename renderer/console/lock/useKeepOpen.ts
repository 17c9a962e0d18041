import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.ts';
import type { SessionModel } from '../session/model/sessionModel.ts';

/** Keeps the console from locking by itself while a session that is open is on the screen (CO62). */
export function useKeepOpen(model: Pick<SessionModel, 'live' | 'phase'>): void {
  const { lock } = useServices();
  const isLive = useStore(model.phase, ({ phase }) => phase === 'live');
  const isOn = useStore(
    model.live.store,
    ({ state }) => state?.status === 'open' || state?.status === 'in_progress',
  );
  useEffect(() => (isLive && isOn ? lock.keepOpen() : undefined), [lock, isLive, isOn]);
}
