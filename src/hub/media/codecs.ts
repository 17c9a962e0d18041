import type { RouterRtpCodecCapability } from 'mediasoup/types';

/**
 * What routers speak. Opus with DTX (a silent room costs next to nothing) and in-band FEC (a lost packet is heard less);
 * VP8 for simulcast in every browser, H.264 for phones that encode nothing else in hardware.
 */
export const MEDIA_CODECS: RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
];

/** The least time between two causes of a key-frame request to one producer, in milliseconds (ADR 0022). */
export const KEY_FRAME_SPACING_MS = 320;

/** The least time between two requests for a key frame of one producer that are forced, in milliseconds: each stops it for everybody for a moment. */
export const FORCED_KEY_FRAME_SPACING_MS = 1_500;

/** mediasoup's own floor under it, for requests which it makes itself when it switches layers. */
export const KEY_FRAME_REQUEST_DELAY_MS = 300;
