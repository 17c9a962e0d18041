import type { MediaSource } from '../../protocol/media.ts';

/** A producer as it stands on the hub. */
export type ProducerThere = {
  readonly id: string;
  readonly participantId: string;
  readonly source: MediaSource;
  readonly kind: 'audio' | 'video';
  readonly isPaused: boolean;
  /** Nothing comes from its sender: it is paused until something comes again, and its listeners are not told. */
  readonly isHeld: boolean;
};

/** A consumer as it stands on the hub. */
export type ConsumerThere = {
  readonly id: string;
  readonly producerId: string;
  readonly listenerId: string;
  readonly isPaused: boolean;
  /** The client has set up its side. */
  readonly isReady: boolean;
  /** What the client was last told: that it is to hear it. */
  readonly isHeard: boolean;
};

/** All there is of a session's media. */
export type MediaThere = {
  /** Participants with an open `recv` transport. */
  readonly listeners: readonly string[];
  readonly producers: readonly ProducerThere[];
  readonly consumers: readonly ConsumerThere[];
};

/** What the session's state says that there should be. */
export type MediaWanted = {
  isSeated(participantId: string): boolean;
  mayRun(participantId: string, source: MediaSource): boolean;
  hears(listenerId: string, speakerId: string, source: MediaSource): boolean;
};

/** The difference between what should be and what is. In each list audio stands before video. */
export type ReconcilePlan = {
  readonly closeConsumers: readonly string[];
  readonly pauseConsumers: readonly string[];
  readonly pauseProducers: readonly string[];
  readonly resumeProducers: readonly string[];
  readonly resumeConsumers: readonly string[];
  readonly createConsumers: readonly {
    readonly listenerId: string;
    readonly producerId: string;
    readonly isHeard: boolean;
  }[];
  /** Consumers whose listener is to be told that they are heard now, or no longer. */
  readonly heard: readonly string[];
  readonly unheard: readonly string[];
};

/**
 * Compares what there is with what there should be (docs/spec/media.md, ME20 to ME22). Pure. Each pair of seated people
 * has its consumers, whatever their rooms; which of them are forwarded is what changes when rooms open.
 */
export function reconcile(there: MediaThere, wanted: MediaWanted): ReconcilePlan {
  const producers = [...there.producers].sort(
    (a, b) => Number(a.kind === 'video') - Number(b.kind === 'video'),
  );
  const plan = {
    closeConsumers: [] as string[],
    pauseConsumers: [] as string[],
    pauseProducers: [] as string[],
    resumeProducers: [] as string[],
    resumeConsumers: [] as string[],
    createConsumers: [] as { listenerId: string; producerId: string; isHeard: boolean }[],
    heard: [] as string[],
    unheard: [] as string[],
  };
  const byProducer = Map.groupBy(there.consumers, (consumer) => consumer.producerId);

  for (const producer of producers) {
    const mayRun = wanted.mayRun(producer.participantId, producer.source);
    let hasReadyListener = false;
    const consumers = byProducer.get(producer.id) ?? [];
    byProducer.delete(producer.id);
    const consumersByListener = new Map(consumers.map((consumer) => [consumer.listenerId, consumer]));
    const isSpeakerSeated = wanted.isSeated(producer.participantId);
    for (const listenerId of there.listeners) {
      if (!isSpeakerSeated || listenerId === producer.participantId || !wanted.isSeated(listenerId)) continue;
      const isHeard = mayRun && wanted.hears(listenerId, producer.participantId, producer.source);
      const consumer = consumersByListener.get(listenerId);
      consumersByListener.delete(listenerId);
      if (!consumer) {
        plan.createConsumers.push({ listenerId, producerId: producer.id, isHeard });
        continue;
      }
      if (isHeard && !consumer.isHeard) plan.heard.push(consumer.id);
      if (!isHeard && consumer.isHeard) plan.unheard.push(consumer.id);
      const shouldRun = isHeard && consumer.isReady;
      hasReadyListener ||= shouldRun;
      if (shouldRun && consumer.isPaused) plan.resumeConsumers.push(consumer.id);
      if (!shouldRun && !consumer.isPaused) plan.pauseConsumers.push(consumer.id);
    }
    for (const { id } of consumersByListener.values()) plan.closeConsumers.push(id);

    // Resuming a video producer asks its encoder for a key frame at once, which nobody would get before they are ready.
    const isLive = mayRun && !producer.isHeld;
    const shouldResume = isLive && (producer.kind === 'audio' || hasReadyListener);
    if (shouldResume && producer.isPaused) plan.resumeProducers.push(producer.id);
    if (!isLive && !producer.isPaused) plan.pauseProducers.push(producer.id);
  }
  // What is left belongs to a producer that is gone.
  for (const consumers of byProducer.values()) for (const { id } of consumers) plan.closeConsumers.push(id);
  return plan;
}
