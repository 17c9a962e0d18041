import type { MediaSource } from '../../protocol/media.ts';
import type { PeerMedia } from './PeerMedia.ts';

/** How many packets a consumer was sent since it was made. */
export type Forwarded = {
  readonly consumerId: string;
  readonly fromParticipant: string;
  readonly toParticipant: string;
  readonly source: MediaSource;
  readonly packetsSent: number;
};

/** Asks the worker for every consumer's counter. A consumer closed meanwhile is left out. */
export async function countForwarded(peers: Iterable<PeerMedia>): Promise<Forwarded[]> {
  const placed = [...peers].flatMap((peer) => [...peer.consumers.values()].map((item) => ({ peer, item })));
  const counted = await Promise.allSettled(
    placed.map(async ({ peer, item }) => {
      const stats = await item.consumer.getStats();
      const own = stats.find((stat) => stat.type === 'outbound-rtp');
      return {
        consumerId: item.consumer.id,
        fromParticipant: item.speakerId,
        toParticipant: peer.participantId,
        source: item.source,
        packetsSent: own?.packetCount ?? 0,
      };
    }),
  );
  return counted.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
