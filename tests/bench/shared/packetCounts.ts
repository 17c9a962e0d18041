import { z } from 'zod';
import { readReceived } from '../../support/mediaProbe.ts';
import type { Counted } from '../inside/messages.ts';
import type { Person } from './measureSwitch.ts';
import type { ObservedHub } from './observedHub.ts';

/** From whom to whom. */
export type Pair = { readonly from: string; readonly to: string };
/** `from → to` → packets so far: of all consumers on the hub, or of all streams at the receiver. */
export type Counts = ReadonlyMap<string, number>;
/** One reading of both sides. */
export type Reading = { readonly hub: Counts; readonly receivers: Counts };

export const keyOf = ({ from, to }: Pair): string => `${from} → ${to}`;

const knownSchema = z.object({
  consumers: z.record(z.string(), z.object({ participantId: z.string(), source: z.string() })),
  names: z.record(z.string(), z.string()),
});

/** Whose consumers are whose, as the pages were told them. @throws ZodError */
export async function readOwners(people: readonly Person[]): Promise<ReadonlyMap<string, Pair>> {
  const owners = new Map<string, Pair>();
  for (const { page, name: to } of people) {
    const { consumers, names } = knownSchema.parse(
      await page.evaluate(() => ({
        consumers: globalThis.window.mediaProbe.consumers,
        names: globalThis.window.mediaProbe.names,
      })),
    );
    for (const [consumerId, { participantId }] of Object.entries(consumers)) {
      owners.set(consumerId, { from: names[participantId] ?? participantId, to });
    }
  }
  return owners;
}

/** Reads the workers' own counters and those of every page. A consumer that no page knows of counts as going to nobody. */
export async function readCounts(hub: ObservedHub, people: readonly Person[]): Promise<Reading> {
  const [counted, received] = await Promise.all([
    hub.count(),
    Promise.all(people.map(async (person) => ({ person, rows: await readReceived(person.page) }))),
  ]);
  const owners = await readOwners(people);
  const onHub = new Map<string, number>();
  for (const { consumerId, packetsSent } of counted) {
    add(onHub, owners.get(consumerId) ?? { from: consumerId, to: 'nobody known' }, packetsSent);
  }
  const atReceivers = new Map<string, number>();
  for (const { person, rows } of received) {
    const names = z
      .record(z.string(), z.string())
      .parse(await person.page.evaluate(() => globalThis.window.mediaProbe.names));
    for (const { participantId, packets } of rows)
      add(atReceivers, { from: names[participantId] ?? participantId, to: person.name }, packets);
  }
  return { hub: onHub, receivers: atReceivers };
}

/** A consumer that carries somebody's microphone to somebody. @throws Error where there is none */
export async function consumerBetween(
  people: readonly Person[],
  counted: readonly Counted[],
  pair: Pair,
): Promise<string> {
  const owners = await readOwners(people);
  const found = counted.find(({ consumerId }) => {
    const owner = owners.get(consumerId);
    return owner !== undefined && keyOf(owner) === keyOf(pair);
  });
  if (!found) throw new Error(`There is no consumer ${keyOf(pair)}`);
  return found.consumerId;
}

function add(counts: Map<string, number>, pair: Pair, packets: number): void {
  counts.set(keyOf(pair), (counts.get(keyOf(pair)) ?? 0) + packets);
}
