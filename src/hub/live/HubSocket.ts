import type { RawData } from 'ws';

/** The part of a ws `WebSocket` that LiveSocket needs, so that it runs over any line that keeps this contract. */
export interface HubSocket {
  readonly OPEN: number;
  readonly readyState: number;
  /** What waits to be sent, in bytes. */
  readonly bufferedAmount: number;
  on(event: 'message', listener: (data: RawData, isBinary: boolean) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  send(text: string): void;
  /** Reads no more. Neither is the other side's close seen from then on, so `terminate` has to follow. */
  pause(): void;
  /** Says goodbye to the other side; `close` follows when it has answered. */
  close(code: number, reason?: string): void;
  /** Cuts the line; `close` follows. */
  terminate(): void;
}
