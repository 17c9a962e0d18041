import { validateAndNormalizeRtpCapabilities, validateAndNormalizeRtpParameters } from 'mediasoup/ortc';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from 'mediasoup/types';
import { z } from 'zod';
import { CirclewellError } from '../../protocol/errors.ts';

/**
 * Whether one of mediasoup's validators takes a value. They are typed for what they are to prove, hence `Reflect.apply`.
 * They throw a TypeError, or a RangeError on absurd depth; either way the value is not valid.
 */
function passes(
  validate: typeof validateAndNormalizeRtpCapabilities | typeof validateAndNormalizeRtpParameters,
  value: unknown,
): boolean {
  try {
    Reflect.apply(validate, undefined, [value]);
    return true;
  } catch {
    return false;
  }
}

const rtpCapabilitiesSchema = z.custom<RtpCapabilities>((value) =>
  passes(validateAndNormalizeRtpCapabilities, value),
);
const rtpParametersSchema = z.custom<RtpParameters>((value) =>
  passes(validateAndNormalizeRtpParameters, value),
);
const dtlsParametersSchema: z.ZodType<DtlsParameters> = z.object({
  role: z.enum(['auto', 'client', 'server']).exactOptional(),
  fingerprints: z
    .array(
      z.object({
        algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
        value: z.string().regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}$/),
      }),
    )
    .min(1)
    .max(8),
});

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new CirclewellError('invalid', `${what} are not valid`);
  return parsed.data;
}

/** A client's rtpCapabilities, held against mediasoup's own validator. @throws CirclewellError `invalid` */
export const parseRtpCapabilities = (value: unknown): RtpCapabilities =>
  parse(rtpCapabilitiesSchema, value, 'rtpCapabilities');

/** More simulcast layers than a browser ever sends. */
const MAX_ENCODINGS = 4;

/**
 * A producer's rtpParameters, held against mediasoup's own validator, and against what that leaves open: that the codecs
 * are of the kind which the producer is to have, and that each SSRC is one.
 * @throws CirclewellError `invalid`
 */
export function parseRtpParameters(value: unknown, kind: 'audio' | 'video'): RtpParameters {
  const parsed = parse(rtpParametersSchema, value, 'rtpParameters');
  const encodings = parsed.encodings ?? [];
  const ssrcs = encodings.flatMap(({ ssrc, rtx }) => [ssrc, rtx?.ssrc]).filter((ssrc) => ssrc !== undefined);
  const isOfKind = parsed.codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(`${kind}/`));
  const isSound = ssrcs.every((ssrc) => Number.isInteger(ssrc) && ssrc > 0 && ssrc <= 0xffff_ffff);
  if (!isOfKind || !isSound || encodings.length > MAX_ENCODINGS) {
    throw new CirclewellError('invalid', 'rtpParameters do not fit the producer');
  }
  return parsed;
}

/** A transport's dtlsParameters. @throws CirclewellError `invalid` */
export const parseDtlsParameters = (value: unknown): DtlsParameters =>
  parse(dtlsParametersSchema, value, 'dtlsParameters');
