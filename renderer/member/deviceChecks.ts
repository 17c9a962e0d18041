import type { DeviceChecks } from '../../src/protocol/session/people.ts';
import type { CaptureView, DeviceTrouble } from '../live/contract.ts';

/** How far the test of the speaker is. */
export type SpeakerCheck = 'untried' | 'playing' | 'asking' | 'heard' | 'notHeard' | 'blocked';
/** How good the way to the hub is, from the middle of three round trips. */
export type ConnectionCheck = 'measuring' | 'good' | 'slow' | 'lost';

/** What the device check has found so far. */
export type CheckView = {
  /** Whether the browser has been asked for the devices; it asks the member then. */
  readonly hasStarted: boolean;
  /** The browser's question has not been answered yet. */
  readonly isAsking: boolean;
  readonly hasHeardVoice: boolean;
  readonly speaker: SpeakerCheck;
  readonly connection: ConnectionCheck;
};

/** The check before anything was tried. */
export const UNCHECKED: CheckView = {
  hasStarted: false,
  isAsking: false,
  hasHeardVoice: false,
  speaker: 'untried',
  connection: 'measuring',
};

/** From this level on, of 0 to 1, the microphone hears a voice and not a quiet room. */
export const VOICE_LEVEL = 0.12;
/** Round trips below it, in milliseconds, are good enough for a conversation with video. */
export const GOOD_ROUND_TRIP_MS = 300;

type CheckOutcome = DeviceChecks['camera'];
/** One line of the check. `pending`: not known yet. */
export type LineState = CheckOutcome | 'pending';

/** How a device that is asked for stands. */
export function inputLine(
  hasStarted: boolean,
  input: { readonly track: MediaStreamTrack | null; readonly trouble: DeviceTrouble | null },
): LineState {
  if (input.trouble !== null) return 'trouble';
  if (input.track !== null) return 'ok';
  return hasStarted ? 'pending' : 'skipped';
}

/** All four lines. */
export function checkLines(
  check: CheckView,
  capture: CaptureView,
): Readonly<Record<keyof DeviceChecks, LineState>> {
  return {
    camera: inputLine(check.hasStarted, capture.camera),
    microphone: inputLine(check.hasStarted, capture.microphone),
    speaker: speakerLine(check.speaker),
    connection: connectionLine(check.connection),
  };
}

/** What staff are told: what was not tried, or not waited for, was skipped. */
export function checkOutcomes(check: CheckView, capture: CaptureView): DeviceChecks {
  const lines = checkLines(check, capture);
  const settle = (line: LineState): CheckOutcome => (line === 'pending' ? 'skipped' : line);
  return {
    camera: settle(lines.camera),
    microphone: settle(lines.microphone),
    speaker: settle(lines.speaker),
    connection: settle(lines.connection),
  };
}

function speakerLine(speaker: SpeakerCheck): LineState {
  switch (speaker) {
    case 'untried':
    case 'playing':
    case 'asking':
      return 'pending';
    case 'heard':
      return 'ok';
    case 'notHeard':
    case 'blocked':
      return 'trouble';
  }
}

function connectionLine(connection: ConnectionCheck): LineState {
  switch (connection) {
    case 'measuring':
      return 'pending';
    case 'good':
      return 'ok';
    case 'slow':
    case 'lost':
      return 'trouble';
  }
}
