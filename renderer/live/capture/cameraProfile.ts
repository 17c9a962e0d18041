import type { types } from 'mediasoup-client';

/** How a camera is taken and sent on this machine. */
export type CameraProfile = {
  readonly constraints: { readonly width: number; readonly height: number; readonly frameRate: number };
  /** mediasoup's simulcast encodings, lowest spatial layer first. Bit rates in bits a second. */
  readonly encodings: readonly types.RtpEncodingParameters[];
};

const SMALL_MACHINE_CORES = 4;

const SMALL: CameraProfile = {
  constraints: { width: 640, height: 360, frameRate: 24 },
  encodings: [
    { scaleResolutionDownBy: 2, maxBitrate: 150_000, scalabilityMode: 'L1T2' },
    { scaleResolutionDownBy: 1, maxBitrate: 600_000, scalabilityMode: 'L1T2' },
  ],
};

const LARGE: CameraProfile = {
  constraints: { width: 1280, height: 720, frameRate: 30 },
  encodings: [
    { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T2' },
    { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T2' },
    { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T2' },
  ],
};

/** The profile for a machine with so many cores (CL33): encoding three layers of 720p takes most of two of them. */
export function cameraProfileFor(cores: number): CameraProfile {
  return cores <= SMALL_MACHINE_CORES ? SMALL : LARGE;
}
