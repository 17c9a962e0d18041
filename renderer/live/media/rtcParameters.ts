import { z } from 'zod';
import type { types } from 'mediasoup-client';

/**
 * Takes mediasoup's parameter objects as they came over the wire. Only the shape that keeps mediasoup-client from
 * misreading them is checked here; the rest it validates itself, and throws.
 */
const has = (value: unknown, ...keys: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && keys.every((key) => key in value);

const iceParametersSchema = z.custom<types.IceParameters>((value) =>
  has(value, 'usernameFragment', 'password'),
);
const dtlsParametersSchema = z.custom<types.DtlsParameters>((value) => has(value, 'fingerprints'));
const iceCandidatesSchema = z.array(
  z.custom<types.IceCandidate>((value) => has(value, 'foundation', 'ip', 'port', 'protocol', 'type')),
);
const iceServersSchema = z.array(z.custom<RTCIceServer>((value) => has(value, 'urls')));
const rtpCapabilitiesSchema = z.custom<types.RtpCapabilities>((value) => has(value, 'codecs'));
const rtpParametersSchema = z.custom<types.RtpParameters>((value) => has(value, 'codecs', 'encodings'));

/** @throws ZodError where it is no such object; so do the others. */
export function parseIceParameters(value: unknown): types.IceParameters {
  return iceParametersSchema.parse(value);
}
export function parseIceServers(value: unknown): RTCIceServer[] {
  return iceServersSchema.parse(value);
}
export function parseRtpCapabilities(value: unknown): types.RtpCapabilities {
  return rtpCapabilitiesSchema.parse(value);
}
export function parseRtpParameters(value: unknown): types.RtpParameters {
  return rtpParametersSchema.parse(value);
}
/** The options for a mediasoup-client transport, without ICE servers. */
export function parseTransportOptions(value: {
  id: string;
  iceParameters: unknown;
  iceCandidates: unknown;
  dtlsParameters: unknown;
}): types.TransportOptions {
  return {
    id: value.id,
    iceParameters: iceParametersSchema.parse(value.iceParameters),
    iceCandidates: iceCandidatesSchema.parse(value.iceCandidates),
    dtlsParameters: dtlsParametersSchema.parse(value.dtlsParameters),
  };
}
