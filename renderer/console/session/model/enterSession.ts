import type { LiveSession } from '../../../live/contract.ts';
import type { Act } from './act.ts';

/**
 * Steps into the session as soon as the first snapshot says that one is not in it: opens the waiting room first
 * where that was asked for, arrives with everything off, then switches on what the devices give.
 * Who is in already, after a reload, stays as they are.
 */
export function enterSession(live: LiveSession, act: Act, isOpening: boolean): () => void {
  let hasBegun = false;
  const enter = async (status: string, isInside: boolean): Promise<void> => {
    if (isOpening && status === 'scheduled') await act({ type: 'openWaitingRoom' });
    if (isInside || !act.may('arrive')) return;
    if (!(await act({ type: 'arrive', isMicOn: false, isCameraOn: false }))) return;
    // Device trouble shows in the capture's view, beside the controls, and is no reason to stay outside.
    await Promise.allSettled([live.media.setMic(true), live.media.setCamera(true)]);
  };
  const look = (): void => {
    const { state, selfId, link } = live.store.getState();
    if (hasBegun || state === null || selfId === null || link.state !== 'online' || state.status === 'ended')
      return;
    hasBegun = true;
    void enter(state.status, state.participants[selfId]?.presence.stage === 'present');
  };
  const stop = live.store.subscribe(look);
  look();
  return stop;
}
