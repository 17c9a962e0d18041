import type { MediaNotice, MediaReplyOf, MediaRequest } from '../../../src/protocol/media.ts';

/** The way to a server that speaks of media in the product's words: the bare one, or the hub. */
export interface MediaLine {
  /** What the server's router can receive. */
  readonly rtpCapabilities: unknown;
  request<R extends MediaRequest>(request: R): Promise<MediaReplyOf<R['type']>>;
  /** Leaves, so that the server lets go of all media at once, and closes the socket. */
  leave(): Promise<void>;
}

/** What a line does with what nobody asked for. */
export type NoticeListener = (notice: MediaNotice) => void;
