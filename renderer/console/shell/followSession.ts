import { NO_SESSION, type ShownSession } from '../../../src/protocol/ipc/shownSession.ts';
import type { SessionStatus } from '../../../src/protocol/session/state.ts';
import type { Platform } from '../../platform/platform.ts';
import type { SessionModel } from '../session/model/sessionModel.ts';
import type { LiveSlices, SessionPhase } from '../session/model/view.ts';

/**
 * Tells the platform of the session on the screen, and does what it asks with the microphone (SH65). Says "none" when it
 * is closed; only changes are told.
 *
 * @returns a function that ends it; it may be called twice.
 */
export function followSession(
  platform: Pick<Platform, 'tellSession' | 'onMicAsked'>,
  model: Pick<SessionModel, 'phase' | 'slices' | 'live'>,
): () => void {
  let told = NO_SESSION;
  const tell = (status: ShownSession): void => {
    if (JSON.stringify(status) === JSON.stringify(told)) return;
    told = status;
    platform.tellSession(status);
  };
  const refresh = (): void => {
    const status = model.live.store.getState().state?.status ?? null;
    tell(statusOf(model.phase.getState(), model.slices.getState(), status));
  };
  const stops = [
    model.phase.subscribe(refresh),
    model.slices.subscribe(refresh),
    platform.onMicAsked((isOn) => {
      const self = model.slices.getState()?.self;
      // Asked for twice, or already so: a toggle would do the opposite of what was meant.
      if (self && self.isMicOn !== isOn) self.toggleMic?.();
    }),
  ];
  refresh();
  return () => {
    for (const stop of stops.splice(0)) stop();
    tell(NO_SESSION);
  };
}

/** A line that is down changes nothing: the session is still on, and nobody should quit it by mistake. */
function statusOf(
  { phase }: SessionPhase,
  slices: LiveSlices | null,
  status: SessionStatus | null,
): ShownSession {
  if (phase !== 'live' || slices === null || (status !== 'open' && status !== 'in_progress'))
    return NO_SESSION;
  return {
    stage: status === 'in_progress' ? 'live' : 'waiting',
    isMicOn: slices.self.isMicOn,
    waitingCount: slices.waiting.people.length,
    helpCount: slices.help.openCount,
  };
}
