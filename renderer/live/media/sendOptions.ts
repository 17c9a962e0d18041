import type { types } from 'mediasoup-client';
import type { MediaSource } from '../../../src/protocol/media.ts';
import type { CameraProfile } from '../capture/cameraProfile.ts';

type SendOptions = Pick<types.ProducerOptions, 'encodings' | 'codecOptions'>;

/** How each source is encoded. Speech: mono Opus with DTX and FEC, first in every queue. */
export function sendOptionsFor(source: MediaSource, camera: CameraProfile): SendOptions {
  switch (source) {
    case 'mic':
      return {
        encodings: [{ maxBitrate: 40_000, priority: 'high', networkPriority: 'high' }],
        codecOptions: { opusStereo: false, opusDtx: true, opusFec: true },
      };
    case 'camera':
      return { encodings: [...camera.encodings], codecOptions: { videoGoogleStartBitrate: 600 } };
    case 'screen':
      return {
        encodings: [{ maxBitrate: 1_500_000, maxFramerate: 15, scalabilityMode: 'L1T1' }],
        codecOptions: { videoGoogleStartBitrate: 1_000 },
      };
    case 'screenAudio':
      return {
        encodings: [{ maxBitrate: 96_000 }],
        codecOptions: { opusStereo: true, opusDtx: false, opusFec: true },
      };
  }
}
