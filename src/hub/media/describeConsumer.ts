import type { MediaNotice } from '../../protocol/media.ts';
import type { PeerConsumer } from './PeerMedia.ts';

type Described = Extract<MediaNotice, { type: 'consumersAdded' }>['consumers'][number];

/** A consumer as its client is told of it. */
export function describeConsumer({ consumer, speakerId, source, isHeard }: PeerConsumer): Described {
  return {
    consumerId: consumer.id,
    producerId: consumer.producerId,
    participantId: speakerId,
    source,
    kind: consumer.kind,
    rtpParameters: consumer.rtpParameters,
    isPaused: !isHeard,
  };
}
