import type { MediaReplyOf, MediaRequest } from '../../../src/protocol/media.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';

/** What media needs of the connection; `Connection` fits. */
export interface HubLink {
  /** Rejects with a CirclewellError. */
  send(command: Command): Promise<void>;
  /** Rejects with a CirclewellError; `unavailable` where the socket is gone or was lost meanwhile. */
  request<R extends MediaRequest>(request: R): Promise<MediaReplyOf<R['type']>>;
  /** Best effort. */
  reportQuality(rttMs: number, lossRatio: number): void;
}
