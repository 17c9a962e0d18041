import { now } from './connections.ts';

const LOOK_MS = 25;

/**
 * What the browser alone needs for as much as a client builds after a worker's death: two connections, of which one sends a voice and a
 * camera to the other, each with an offer and an answer of its own, as mediasoup-client makes them. Nobody but this page takes part.
 *
 * @returns milliseconds until both have come out of the receivers
 */
export async function bareRebuild(tracks: readonly MediaStreamTrack[]): Promise<number> {
  const startedAt = now();
  const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
  try {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      one.addEventListener(
        'icecandidate',
        ({ candidate }) => void other.addIceCandidate(candidate ?? undefined),
      );
    for (const track of tracks) {
      from.addTransceiver(track, { direction: 'sendonly' });
      await from.setLocalDescription();
      if (from.localDescription) await to.setRemoteDescription(from.localDescription);
      await to.setLocalDescription();
      if (to.localDescription) await from.setRemoteDescription(to.localDescription);
    }
    const hasCome = (receiver: RTCRtpReceiver): boolean => receiver.getSynchronizationSources().length > 0;
    while (!to.getReceivers().every(hasCome)) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    return now() - startedAt;
  } finally {
    from.close();
    to.close();
  }
}
