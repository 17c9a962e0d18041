import type { MediaNotice, MediaReplyOf } from '../../../src/protocol/media.ts';
import { produceRequest, RTP_CAPABILITIES } from '../../integration/media/directMedia.ts';
import type { Person } from './Person.ts';

/**
 * The media half of somebody without a browser: transports, a microphone and a camera on the hub, and its answer to each
 * `consumersAdded`. What a worker does with packets is proved in Chromium (tests/e2e/faults.spec.ts).
 */
export class PersonMedia {
  readonly #person: Person;
  readonly transports: MediaReplyOf<'openTransports'>;
  /** consumer id → whose microphone it is */
  readonly #heard = new Map<string, string>();

  private constructor(person: Person, transports: MediaReplyOf<'openTransports'>) {
    this.#person = person;
    this.transports = transports;
  }

  static async open(person: Person): Promise<PersonMedia> {
    const early: MediaNotice[] = [];
    person.onNotice((notice) => early.push(notice));
    const transports = await person.connection.request({
      type: 'openTransports',
      rtpCapabilities: RTP_CAPABILITIES,
    });
    const media = new PersonMedia(person, transports);
    person.onNotice((notice) => media.#take(notice));
    for (const notice of early) media.#take(notice);
    await person.connection.request(produceRequest('mic'));
    await person.connection.request(produceRequest('camera'));
    return media;
  }

  /** Whose microphone is received, by participant id. */
  get heard(): readonly string[] {
    return [...this.#heard.values()].sort();
  }

  #take(notice: MediaNotice): void {
    if (notice.type === 'mediaReset') this.#heard.clear();
    if (notice.type === 'consumersClosed') for (const id of notice.consumerIds) this.#heard.delete(id);
    if (notice.type !== 'consumersAdded') return;
    for (const { consumerId, participantId, source } of notice.consumers)
      if (source === 'mic') this.#heard.set(consumerId, participantId);
    const consumerIds = notice.consumers.map(({ consumerId }) => consumerId);
    // Where the line is lost meanwhile, the hub asks anew after the next.
    this.#person.connection.request({ type: 'consumerReady', consumerIds }).catch(() => undefined);
  }
}
