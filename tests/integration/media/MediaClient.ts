import type { MediaNotice, MediaRequest, MediaSource } from '../../../src/protocol/media.ts';
import type { TestClient } from '../live/TestClient.ts';
import { produceRequest, RTP_CAPABILITIES } from './directMedia.ts';

type Added = Extract<MediaNotice, { type: 'consumersAdded' }>['consumers'][number];

/** The media half of a test's client: answers every `consumersAdded` as a browser would. */
export class MediaClient {
  readonly client: TestClient;
  readonly notices: MediaNotice[] = [];
  /** consumer id → consumer, with what was told last */
  readonly consumers = new Map<string, Added>();

  private constructor(client: TestClient) {
    this.client = client;
    client.onMessage((message) => {
      if (message.type === 'mediaNotice') this.#heard(message.notice);
    });
  }

  /** Opens transports and makes producers of these sources. */
  static async open(
    client: TestClient,
    sources: readonly MediaSource[] = ['mic', 'camera'],
  ): Promise<MediaClient> {
    const media = new MediaClient(client);
    await media.ask({ type: 'openTransports', rtpCapabilities: RTP_CAPABILITIES });
    for (const source of sources) await media.ask(produceRequest(source));
    return media;
  }

  /** A request that must be served. */
  async ask(request: MediaRequest): Promise<unknown> {
    const answer = await this.client.media(request);
    if (answer.type === 'refused')
      throw new Error(`${request.type} was refused: ${JSON.stringify(answer.error)}`);
    return answer.reply;
  }

  /** Waits until what was told so far fits. */
  async until(fits: (media: MediaClient) => boolean): Promise<void> {
    if (fits(this)) return;
    await this.client.next('mediaNotice', () => fits(this));
  }

  /** `from source`, sorted, of what is told as heard. */
  get heard(): string[] {
    return [...this.consumers.values()]
      .filter(({ isPaused }) => !isPaused)
      .map(({ participantId, source }) => `${participantId} ${source}`)
      .sort();
  }

  #heard(notice: MediaNotice): void {
    this.notices.push(notice);
    if (notice.type === 'consumersAdded') {
      for (const consumer of notice.consumers) this.consumers.set(consumer.consumerId, consumer);
      const request: MediaRequest = {
        type: 'consumerReady',
        consumerIds: notice.consumers.map(({ consumerId }) => consumerId),
      };
      // A test may be over before the hub has answered.
      void this.client.media(request).catch(() => undefined);
    }
    if (notice.type === 'consumersClosed') for (const id of notice.consumerIds) this.consumers.delete(id);
    if (notice.type === 'consumersSwitched') {
      const turn = (id: string, isPaused: boolean) => {
        const consumer = this.consumers.get(id);
        if (consumer) this.consumers.set(id, { ...consumer, isPaused });
      };
      for (const id of notice.resumed) turn(id, false);
      for (const id of notice.paused) turn(id, true);
    }
    if (notice.type === 'mediaReset') this.consumers.clear();
  }
}
