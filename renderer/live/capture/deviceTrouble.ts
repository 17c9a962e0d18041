import type { DeviceTrouble } from '../contract.ts';

/** What a refused getUserMedia means in the words of the screens (CL30; Media Capture and Streams, 10.3.2). */
export function deviceTroubleOf(error: unknown): DeviceTrouble {
  if (!(error instanceof Error)) return 'failed';
  switch (error.name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
    case 'DevicesNotFoundError':
      return 'missing';
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return 'denied';
    case 'SecurityError':
      return 'insecure';
    case 'NotReadableError':
    case 'AbortError':
    case 'TrackStartError':
      return 'busy';
    default:
      return 'failed';
  }
}
