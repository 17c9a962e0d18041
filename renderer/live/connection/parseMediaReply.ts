import { CirclewellError } from '../../../src/protocol/errors.ts';
import { mediaReplySchemas } from '../../../src/protocol/media.ts';
import type { MediaReplyOf, MediaRequest } from '../../../src/protocol/media.ts';

type Parsers = { readonly [T in MediaRequest['type']]: (reply: unknown) => MediaReplyOf<T> };

const PARSERS: Parsers = {
  openTransports: (reply) => mediaReplySchemas.openTransports.parse(reply),
  connectTransport: (reply) => mediaReplySchemas.connectTransport.parse(reply),
  restartIce: (reply) => mediaReplySchemas.restartIce.parse(reply),
  produce: (reply) => mediaReplySchemas.produce.parse(reply),
  closeProducer: (reply) => mediaReplySchemas.closeProducer.parse(reply),
  consumerReady: (reply) => mediaReplySchemas.consumerReady.parse(reply),
  setPreferredLayers: (reply) => mediaReplySchemas.setPreferredLayers.parse(reply),
  requestKeyFrame: (reply) => mediaReplySchemas.requestKeyFrame.parse(reply),
};

/** The reply to a media request, parsed. Throws a CirclewellError (`internal`) where its shape is unknown. */
export function parseMediaReply<T extends MediaRequest['type']>(type: T, reply: unknown): MediaReplyOf<T> {
  try {
    return PARSERS[type](reply);
  } catch {
    throw new CirclewellError('internal', `the reply to ${type} has an unknown shape`);
  }
}
