import type { ProducerScore, RtpParameters } from 'mediasoup/types';

/** What is watched of a producer; mediasoup's `Producer` fits. */
type Scored = {
  readonly paused: boolean;
  on(event: 'score', listener: (streams: ProducerScore[]) => void): unknown;
};

/** What is asked of a producer; mediasoup's `Producer` fits. */
type Received = {
  readonly rtpParameters: RtpParameters;
  getStats(): Promise<readonly { readonly rid?: string; readonly ssrc: number; readonly rtxSsrc?: number }[]>;
};

/** With the 1.5 s after which mediasoup says so: a sender that only ran short of time is not taken for one that was away. */
const SILENT_MS = 1_000;

/**
 * Notices when a producer that was to run, and from which nothing came for 2.5 s, comes in again (ME7; ADR 0096). mediasoup
 * watches the streams of simulcast producers for that, and gives them the score 0 after 1.5 s.
 *
 * @param monotonic a clock in milliseconds that never jumps
 */
export function onReturnFromSilence(producer: Scored, monotonic: () => number, onReturn: () => void): void {
  let silentSince: number | null = null;
  producer.on('score', (streams) => {
    const since = silentSince;
    const isSilent = streams.length > 0 && streams.every(({ score }) => score === 0);
    silentSince = isSilent ? (since ?? monotonic()) : null;
    if (!isSilent && since !== null && monotonic() - since >= SILENT_MS && !producer.paused) onReturn();
  });
}

/**
 * A producer's parameters with the streams by which its encodings have been received. A browser names an encoding in its packets
 * only until it knows that they are received, so a producer made anew has to know the streams from the start.
 */
export async function withLearnedStreams(producer: Received): Promise<RtpParameters> {
  const { rtpParameters } = producer;
  const stats = await producer.getStats();
  const encodings = rtpParameters.encodings?.map((encoding) => {
    const stream = stats.find(({ rid }) => rid !== undefined && rid === encoding.rid);
    if (!stream) return encoding;
    const { ssrc, rtxSsrc } = stream;
    return { ...encoding, ssrc, ...(rtxSsrc === undefined ? {} : { rtx: { ssrc: rtxSsrc } }) };
  });
  return { ...rtpParameters, ...(encodings ? { encodings } : {}) };
}
