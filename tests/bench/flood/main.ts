import process from 'node:process';
import { ConnectionFlood } from './ConnectionFlood.ts';
import { floodOrderSchema, type FloodCounts } from './messages.ts';
import { SeatFlood } from './SeatFlood.ts';

const order = floodOrderSchema.parse(JSON.parse(process.argv[2] ?? ''));
const seat = new SeatFlood(order);
const connections = new ConnectionFlood(order);

// Each message asks for the counts; the end of the line ends the flood.
process.on('message', () => {
  const counts: FloodCounts = { ...seat.counts, ...connections.counts };
  process.send?.(counts);
});
process.once('disconnect', () => process.exit(0));
await seat.run();
