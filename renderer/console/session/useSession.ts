import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { RemoteMedia } from '../../live/contract.ts';
import { useHubNow } from '../../ui/useHubNow.ts';
import { useMediaQuery } from '../app/useMediaQuery.ts';
import type { SessionModel } from './model/sessionModel.ts';
import type { LiveSlices, LocalView } from './model/view.ts';

const SessionContext = createContext<SessionModel | null>(null);
/** Gives the parts of the session screen their view model. */
export const SessionProvider = SessionContext.Provider;

/** The view model of the session on the screen. */
export function useSession(): SessionModel {
  const model = useContext(SessionContext);
  if (!model) throw new Error('No <SessionProvider> around this component.');
  return model;
}

/** One slice of the session. Draws anew only when that slice changed. Only for what is drawn after the first snapshot. */
export function useSlice<K extends keyof LiveSlices>(key: K): LiveSlices[K] {
  const slice = useStore(useSession().slices, (slices) => slices?.[key]);
  if (slice === undefined) throw new Error('There is no session yet.');
  return slice;
}

/** What the person has set for their own screen. */
export function useLocal(): LocalView {
  return useStore(useSession().local);
}

/** Whether the window has room for all parts at once; else they are tabs (CO20). */
export function useIsWide(): boolean {
  return useMediaQuery('(width >= 64rem)');
}

/** Whether the rooms board is on the screen: in the middle of a wide window, or as the tab of a narrow one. */
export function useIsBoardShown(): boolean {
  const { isBoardOpen, tab } = useLocal();
  return useIsWide() ? isBoardOpen : tab === 'rooms';
}

/** Whether the waiting room is in the middle of the screen, with the next step (CO81). */
export function useIsDoorShown(): boolean {
  const { center } = useSlice('stage');
  const { isBoardOpen, tab } = useLocal();
  const isStageShown = useIsWide() ? !isBoardOpen : tab === 'people';
  return center.kind === 'door' && isStageShown;
}

const NOTHING: RemoteMedia = {};

/** What is received of somebody. */
export function useRemote(participantId: string): RemoteMedia {
  return useStore(useSession().live.media.store, (view) => view.remote[participantId]) ?? NOTHING;
}

/** The hub's clock, drawn anew every second. */
export function useSessionNow(): number {
  return useHubNow(
    useStore(useSession().live.store, (view) => view.clockOffsetMs),
    true,
  );
}
