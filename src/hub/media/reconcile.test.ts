import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaSource } from '../../protocol/media.ts';
import { SOURCE_KINDS } from '../../protocol/media.ts';
import {
  reconcile,
  type ConsumerThere,
  type MediaThere,
  type MediaWanted,
  type ProducerThere,
  type ReconcilePlan,
} from './reconcile.ts';

const PEOPLE = ['ana', 'ben', 'cai', 'dee'] as const;
const SOURCES: readonly MediaSource[] = ['mic', 'camera', 'screen', 'screenAudio'];

/** Who is seated where, and who may send what. */
type World = {
  readonly rooms: Readonly<Record<string, string | null>>;
  readonly running: ReadonlySet<string>;
};

const wantedIn = ({ rooms, running }: World): MediaWanted => ({
  isSeated: (id) => (rooms[id] ?? null) !== null,
  mayRun: (id, source) => (rooms[id] ?? null) !== null && running.has(`${id} ${source}`),
  hears: (listener, speaker, source) =>
    listener !== speaker &&
    (rooms[listener] ?? null) !== null &&
    rooms[listener] === rooms[speaker] &&
    running.has(`${speaker} ${source}`),
});

/** What there is after a plan was carried out. */
function apply(there: MediaThere, plan: ReconcilePlan): MediaThere {
  const producers = there.producers.map((producer) => {
    if (plan.pauseProducers.includes(producer.id)) return { ...producer, isPaused: true };
    return plan.resumeProducers.includes(producer.id) ? { ...producer, isPaused: false } : producer;
  });
  const kept = there.consumers
    .filter(({ id }) => !plan.closeConsumers.includes(id))
    .map((consumer) => ({
      ...consumer,
      isPaused:
        plan.pauseConsumers.includes(consumer.id) ||
        (consumer.isPaused && !plan.resumeConsumers.includes(consumer.id)),
      isHeard: plan.heard.includes(consumer.id) || (consumer.isHeard && !plan.unheard.includes(consumer.id)),
    }));
  const created = plan.createConsumers.map(({ listenerId, producerId, isHeard }) => ({
    id: `${listenerId}<${producerId}#${kept.length}`,
    listenerId,
    producerId,
    isPaused: true,
    isReady: false,
    isHeard,
  }));
  return { ...there, producers, consumers: [...kept, ...created] };
}

const EMPTY: ReconcilePlan = {
  closeConsumers: [],
  pauseConsumers: [],
  pauseProducers: [],
  resumeProducers: [],
  resumeConsumers: [],
  createConsumers: [],
  heard: [],
  unheard: [],
};

const arbitraryWorld: fc.Arbitrary<World> = fc.record({
  rooms: fc.record(Object.fromEntries(PEOPLE.map((id) => [id, fc.constantFrom(null, 'main', 'oak', 'elm')]))),
  running: fc
    .subarray(PEOPLE.flatMap((id) => SOURCES.map((source) => `${id} ${source}`)))
    .map((pairs) => new Set(pairs)),
});

/** Any media, sensible or not: consumers of producers that are gone, of people that are gone, in any state. */
const arbitraryThere: fc.Arbitrary<MediaThere> = fc
  .record({
    listeners: fc.subarray([...PEOPLE]),
    producers: fc.subarray(PEOPLE.flatMap((id) => SOURCES.map((source) => [id, source] as const))),
    flags: fc.infiniteStream(fc.boolean()),
  })
  .chain(({ listeners, producers, flags }) => {
    const flag = () => flags.next().value === true;
    const made: ProducerThere[] = producers.map(([participantId, source]) => ({
      id: `${participantId}-${source}`,
      participantId,
      source,
      kind: SOURCE_KINDS[source],
      isPaused: flag(),
      isHeld: flag(),
    }));
    const possible: ConsumerThere[] = [...made.map(({ id }) => id), 'gone-mic'].flatMap((producerId) =>
      PEOPLE.map((listenerId) => ({
        id: `${listenerId}<${producerId}`,
        producerId,
        listenerId,
        isPaused: flag(),
        isReady: flag(),
        isHeard: flag(),
      })),
    );
    return fc.subarray(possible).map((consumers) => ({ listeners, producers: made, consumers }));
  });

describe('reconcile', () => {
  it('ME20 to ME22, ME25: after applying, what is there is what should be, and nothing is left to do', () => {
    fc.assert(
      fc.property(arbitraryThere, arbitraryWorld, (there, world) => {
        const wanted = wantedIn(world);
        const after = apply(there, reconcile(there, wanted));
        const producers = new Map(after.producers.map((producer) => [producer.id, producer]));
        const pairs = after.consumers.map(({ listenerId, producerId }) => `${listenerId}<${producerId}`);
        const expected = after.producers.flatMap(({ id, participantId }) =>
          after.listeners
            .filter(
              (listener) =>
                listener !== participantId && wanted.isSeated(listener) && wanted.isSeated(participantId),
            )
            .map((listener) => `${listener}<${id}`),
        );
        expect(pairs.toSorted()).toEqual(expected.toSorted());
        for (const consumer of after.consumers) {
          const producer = producers.get(consumer.producerId);
          const isHeard =
            producer !== undefined &&
            wanted.hears(consumer.listenerId, producer.participantId, producer.source);
          expect(consumer.isHeard).toBe(isHeard);
          expect(consumer.isPaused).toBe(!(isHeard && consumer.isReady));
          // What is forwarded has a producer that runs, unless nothing comes from its sender.
          if (!consumer.isPaused) expect(producer?.isPaused).toBe(producer?.isHeld);
        }
        for (const producer of after.producers) {
          if (producer.isHeld || !wanted.mayRun(producer.participantId, producer.source))
            expect(producer.isPaused).toBe(true);
        }
        expect(reconcile(after, wanted)).toEqual(EMPTY);
      }),
      { numRuns: 500 },
    );
  });

  it('ME7: to hold a camera pauses its producer alone, and to let it go resumes that: no listener is told', () => {
    fc.assert(
      fc.property(arbitraryThere, arbitraryWorld, (there, world) => {
        const wanted = wantedIn(world);
        const hold = (from: MediaThere, isHeld: boolean): MediaThere => ({
          ...from,
          producers: from.producers.map((producer) => ({ ...producer, isHeld })),
        });
        const running = hold(apply(hold(there, false), reconcile(hold(there, false), wanted)), true);
        const { pauseProducers, ...others } = reconcile(running, wanted);
        const ran = running.producers.filter(({ isPaused }) => !isPaused).map(({ id }) => id);
        expect(pauseProducers.toSorted()).toEqual(ran.toSorted());
        expect({ ...others, pauseProducers: [] }).toEqual(EMPTY);
        const held = hold(apply(running, { ...EMPTY, pauseProducers }), false);
        const { resumeProducers, ...rest } = reconcile(held, wanted);
        expect({ ...rest, resumeProducers: [] }).toEqual(EMPTY);
        expect(ran).toEqual(expect.arrayContaining([...resumeProducers]));
      }),
    );
  });

  it('ME20: moving between rooms makes and closes nothing', () => {
    fc.assert(
      fc.property(arbitraryThere, arbitraryWorld, arbitraryWorld, (there, first, second) => {
        const settled = apply(there, reconcile(there, wantedIn(first)));
        // The same people are seated; only their rooms differ.
        const moved = Object.fromEntries(
          PEOPLE.map((id) => [id, (first.rooms[id] ?? null) === null ? null : (second.rooms[id] ?? 'main')]),
        );
        const plan = reconcile(settled, wantedIn({ rooms: moved, running: first.running }));
        expect([plan.createConsumers, plan.closeConsumers, plan.pauseProducers]).toEqual([[], [], []]);
      }),
    );
  });

  it('ME24: audio stands before video in everything that is resumed or made', () => {
    fc.assert(
      fc.property(arbitraryThere, arbitraryWorld, (there, world) => {
        const plan = reconcile(there, wantedIn(world));
        const kinds = new Map(there.producers.map(({ id, kind }) => [id, kind]));
        const producerOf = new Map(there.consumers.map(({ id, producerId }) => [id, producerId]));
        const inOrder = (ids: readonly string[]) => {
          const found = ids.map((id) => kinds.get(id) ?? 'video');
          expect(found).toEqual(found.toSorted());
        };
        inOrder(plan.resumeProducers);
        inOrder(plan.resumeConsumers.map((id) => producerOf.get(id) ?? ''));
        inOrder(plan.createConsumers.map(({ producerId }) => producerId));
      }),
    );
  });
});
