import type { LiveSession } from '../../../live/contract.ts';
import type { SessionState } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';

/**
 * Steps into the session as soon as the first snapshot says that one is not in it: opens the waiting room first
 * where that was asked for, arrives with everything off, then switches on what the devices give.
 * Who is in already, after a reload, stays as they are. Who was away so long that the hub had them leave steps in again,
 * with everything off: nobody may be sitting there.
 */
export function enterSession(live: LiveSession, act: Act, isOpening: boolean): () => void {
  let hasBegun = false;
  /** What was known when the line broke; null while it stands. */
  let cutFrom: SessionState | null = null;
  const enter = async (status: string, isInside: boolean): Promise<void> => {
    if (isOpening && status === 'scheduled') await act({ type: 'openWaitingRoom' });
    if (isInside || !act.may('arrive')) return;
    if (!(await act({ type: 'arrive', isMicOn: false, isCameraOn: false }))) return;
    // Device trouble shows in the capture's view, beside the controls, and is no reason to stay outside.
    await Promise.allSettled([live.media.setMic(true), live.media.setCamera(true)]);
  };
  const stageIn = (state: SessionState, selfId: string) => state.participants[selfId]?.presence.stage;
  const look = (): void => {
    const { state, selfId, link } = live.store.getState();
    if (state === null || selfId === null || state.status === 'ended') return;
    if (link.state !== 'online') {
      cutFrom ??= state;
      return;
    }
    if (!hasBegun) {
      hasBegun = true;
      void enter(state.status, stageIn(state, selfId) === 'present');
    } else if (cutFrom !== null && cutFrom !== state) {
      const wasInside = stageIn(cutFrom, selfId) === 'present';
      cutFrom = null;
      if (wasInside && stageIn(state, selfId) === 'left' && act.may('arrive'))
        void act({ type: 'arrive', isMicOn: false, isCameraOn: false });
    }
  };
  const stop = live.store.subscribe(look);
  look();
  return stop;
}
