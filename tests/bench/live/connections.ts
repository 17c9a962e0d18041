/** The page's peer connections with when they were made, in milliseconds since the Unix epoch. */
const made: { readonly connection: RTCPeerConnection; readonly at: number }[] = [];

/** Now, on the clock of the receivers' synchronisation sources: milliseconds since the Unix epoch. */
export const now = (): number => performance.timeOrigin + performance.now();

/** Notes each connection that is made from now on. */
export function watchConnections(): void {
  const Plain = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Plain {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      made.push({ connection: this, at: now() });
    }
  };
}

/**
 * When the newest packet of this track was played or shown; null where there was none of late, or where its connection is closed or
 * older than `notBefore`.
 */
export function newestOf(track: MediaStreamTrack, notBefore: number): number | null {
  for (const { connection, at } of made) {
    if (at < notBefore || connection.signalingState === 'closed') continue;
    const receiver = connection.getReceivers().find((one) => one.track === track);
    const [newest] = receiver?.getSynchronizationSources() ?? [];
    if (newest) return newest.timestamp;
  }
  return null;
}
