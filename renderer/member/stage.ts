import type { Seat } from '../../src/protocol/api/door.ts';
import { CirclewellError, type WireError } from '../../src/protocol/errors.ts';
import type { CommandOf } from '../../src/protocol/session/commands.ts';
import type { DeviceChecks, Participant, PrivacyCheck } from '../../src/protocol/session/people.ts';
import type { LiveView } from '../live/contract.ts';

/** What a member hands over at the door. */
export type Door = NonNullable<CommandOf<'arrive'>['door']>;
/** An error as the page keeps it. */
export type Refusal = Pick<WireError, 'kind' | 'rule'>;
/** What was thrown, as the page keeps it. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof CirclewellError)) return { kind: 'internal' };
  return { kind: error.kind, ...(error.rule !== undefined && { rule: error.rule }) };
}
/** Why there is nothing more to do here for now. */
export type GoodbyeReason = 'left' | 'removed' | 'ended' | 'takenOver' | 'signedOut' | 'outdated';

/** How far the member has come by their own steps. The hub may be further (MP3). */
export type Step =
  | { readonly at: 'opening' }
  | { readonly at: 'unusable'; readonly reason: 'noLink' | 'insecure' | 'browser' }
  | { readonly at: 'refused'; readonly error: Refusal }
  | { readonly at: 'unreachable' }
  | { readonly at: 'noSession'; readonly seat: Seat }
  | { readonly at: 'connecting'; readonly seat: Seat }
  | { readonly at: 'deviceCheck'; readonly seat: Seat }
  | {
      readonly at: 'privacyCheck';
      readonly seat: Seat;
      readonly checks: DeviceChecks;
      readonly isDriving: boolean;
    }
  | {
      readonly at: 'agreement';
      readonly seat: Seat;
      readonly checks: DeviceChecks;
      readonly privacy: PrivacyCheck;
    }
  | { readonly at: 'returning'; readonly seat: Seat }
  | { readonly at: 'entering'; readonly seat: Seat; readonly door: Door | null }
  | { readonly at: 'turnedAway'; readonly seat: Seat; readonly error: Refusal; readonly door: Door | null }
  | { readonly at: 'goodbye'; readonly seat: Seat; readonly reason: GoodbyeReason };

/** What is on the screen. */
export type Stage =
  | Step
  | { readonly at: 'tooEarly'; readonly seat: Seat; readonly opensAt: number }
  | { readonly at: 'waiting'; readonly seat: Seat }
  | { readonly at: 'room'; readonly seat: Seat };

/** Whether there is a session to be in, or to come back to. */
export function hasSession(step: Step): boolean {
  return (
    step.at === 'connecting' || step.at === 'returning' || step.at === 'entering' || step.at === 'deviceCheck'
  );
}

/** The member's own participant, once they have been at the door of this session. */
export function selfOf(view: LiveView | null): Participant | null {
  if (view === null || view.selfId === null) return null;
  return view.state?.participants[view.selfId] ?? null;
}

/**
 * What is to be seen, from the member's steps and from what the hub says. The hub's word comes first: who is in the room
 * sees the room, whatever this page thought (a reload, another tab, a facilitator's click).
 */
export function stageOf(step: Step, view: LiveView | null): Stage {
  if (!('seat' in step) || step.at === 'noSession' || step.at === 'goodbye' || view === null) return step;
  const { seat } = step;

  if (view.link.state === 'closed') {
    const { reason } = view.link;
    // `badMessage` and `hubStopping` are not final, see docs/spec/client-live.md, CL5.
    if (reason !== 'badMessage' && reason !== 'hubStopping') return { at: 'goodbye', seat, reason };
  }
  if (view.state?.status === 'ended') return { at: 'goodbye', seat, reason: 'ended' };

  const stage = selfOf(view)?.presence.stage;
  if (stage === 'removed') return { at: 'goodbye', seat, reason: 'removed' };
  if (stage === 'present') return { at: 'room', seat };
  if (stage === 'waiting') return { at: 'waiting', seat };
  if (step.at === 'entering' && view.state?.status === 'scheduled') {
    return { at: 'tooEarly', seat, opensAt: view.state.scheduledStart };
  }
  return step;
}

/** The first step after the first word from the hub: who was here before skips what is done (MP10). */
export function stepAfterConnecting(seat: Seat, view: LiveView | null, checks: DeviceChecks | null): Step {
  const self = selfOf(view);
  if (self !== null) {
    return self.presence.stage === 'left' ? { at: 'returning', seat } : { at: 'entering', seat, door: null };
  }
  return checks === null
    ? { at: 'deviceCheck', seat }
    : { at: 'privacyCheck', seat, checks, isDriving: false };
}
