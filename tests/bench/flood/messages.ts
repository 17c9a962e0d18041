import { z } from 'zod';

/** How a flooder is to flood. It speaks to a hub on this machine. */
export const floodOrderSchema = z.object({
  origin: z.url(),
  /** The link's token of the member whose seat floods. */
  token: z.string(),
  messagesPerSecond: z.number(),
  connectionsPerSecond: z.number(),
  /** Where the seat floods from, and where the connections come from: addresses of this machine. */
  seatAddress: z.string(),
  connectionAddress: z.string(),
});
export type FloodOrder = z.infer<typeof floodOrderSchema>;

/** What a flooder has done so far; told whenever it is asked. */
export const floodCountsSchema = z.object({
  /** Handed to the system on an open socket. */
  messages: z.number(),
  /** Times the hub ended the seat's socket. */
  seatSocketsEnded: z.number(),
  /** Times the hub refused the seat a ticket or a socket. */
  seatRefusals: z.number(),
  /** Connections that the system opened, and those among them that got their upgrade. */
  connections: z.number(),
  upgrades: z.number(),
  /** How many of them are open now, and were at most. */
  open: z.number(),
  openAtMost: z.number(),
  /** Connections that failed before they were open. */
  failures: z.number(),
});
export type FloodCounts = z.infer<typeof floodCountsSchema>;
