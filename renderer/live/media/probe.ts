import type { types } from 'mediasoup-client';
import type { MediaProbe } from '../contract.ts';

/** Counts what the media path does; see `MediaProbe`. */
export interface ProbeCounter {
  read(): MediaProbe;
  count(what: keyof MediaProbe): void;
  /** Counts the offer/answer rounds of a transport from now on. */
  watch(transport: types.Transport): void;
}

/**
 * Each of the handler's methods named here makes exactly one offer/answer round in mediasoup-client 3.24
 * (`lib/handlers/*.js`), so wrapping them counts rounds without touching RTCPeerConnection.
 */
export function createProbeCounter(): ProbeCounter {
  const counts = { sdpExchanges: 0, keyFrameRequests: 0, iceRestarts: 0, transportBuilds: 0 };

  function counted<A extends unknown[], R>(method: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      counts.sdpExchanges += 1;
      return method(...args);
    };
  }

  return {
    read: () => ({ ...counts }),
    count(what) {
      counts[what] += 1;
    },
    watch({ handler }) {
      handler.send = counted(handler.send.bind(handler));
      handler.stopSending = counted(handler.stopSending.bind(handler));
      handler.pauseSending = counted(handler.pauseSending.bind(handler));
      handler.resumeSending = counted(handler.resumeSending.bind(handler));
      handler.receive = counted(handler.receive.bind(handler));
      handler.stopReceiving = counted(handler.stopReceiving.bind(handler));
      handler.pauseReceiving = counted(handler.pauseReceiving.bind(handler));
      handler.resumeReceiving = counted(handler.resumeReceiving.bind(handler));
      handler.restartIce = counted(handler.restartIce.bind(handler));
    },
  };
}
