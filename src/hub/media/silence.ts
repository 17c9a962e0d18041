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

/**
 * Notices when a producer that was to run, and from which nothing came, comes in again (ME7; ADR 0096). mediasoup watches the
 * streams of simulcast producers for that, and gives them the score 0 after 1.5 s.
 */
export function onReturnFromSilence(producer: Scored, onReturn: () => void): void {
  let isSilent = false;
  producer.on('score', (streams) => {
    const wasSilent = isSilent;
    isSilent = streams.length > 0 && streams.every(({ score }) => score === 0);
    if (wasSilent && !isSilent && !producer.paused) onReturn();
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
