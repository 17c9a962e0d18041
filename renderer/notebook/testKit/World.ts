import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { FeedId } from '../../../src/protocol/notebook/docId.ts';
import type { Transport } from '../ports.ts';
import { fromBase64 } from '../store/base64.ts';
import { Device, wordsIn } from './Device.ts';
import type { MemoryDisk } from './MemoryDisk.ts';
import { MemoryHub } from './MemoryHub.ts';

export const FEED: FeedId = 'group/g';
export const DOCS = ['note/g/s/a', 'note/g/s/b', 'marks/g/s/all'] as const;

/** What happens to a request on its way: it never arrives, or its answer never does, or it arrives twice. */
export type Mishap = 'none' | 'lost' | 'answerLost' | 'twice';

/** Several workstations and a hub, with lines between them that fail when told to. */
export class World {
  readonly hub: MemoryHub;
  readonly devices: readonly Device[];
  /** What befalls the next requests, one after another; after them, none. */
  mishaps: Mishap[] = [];
  readonly #copies = new Map<Device, ReturnType<MemoryDisk['copy']>>();
  #ids = 0;
  #backup: ReturnType<MemoryHub['backup']>;

  constructor({ devices, pageSize }: { devices: number; pageSize: number }) {
    this.hub = new MemoryHub(pageSize);
    this.#backup = this.hub.backup();
    const newId = () => `w${(this.#ids += 1)}`;
    this.devices = Array.from({ length: devices }, () => new Device({ transport: this.#transport(), newId }));
  }

  backUp(): void {
    this.#backup = this.hub.backup();
  }

  async restoreHub(): Promise<void> {
    this.hub.restore(this.#backup);
    await this.#forgetWhatIsNowhere();
  }

  copyDisk(device: Device): void {
    this.#copies.set(device, device.disk.copy());
  }

  /** A workstation is as it was when its disk was last copied. */
  async restoreDisk(device: Device): Promise<void> {
    await this.putDisk(this.#copies.get(device) ?? [], device);
  }

  /** A workstation's profile is copied onto another. */
  cloneDisk(from: Device, to: Device): Promise<void> {
    return this.putDisk(from.disk.copy(), to);
  }

  async putDisk(copy: ReturnType<MemoryDisk['copy']>, device: Device): Promise<void> {
    device.disk.restore(copy);
    device.restart();
    await this.#forgetWhatIsNowhere();
  }

  /** What the hub has of a document. */
  hubWords(docId: string): string[] {
    const updates = this.hub.updatesIn(FEED).filter((update) => update.docId === docId);
    return wordsIn(updates.map(({ data }) => fromBase64(data)));
  }

  /** What was saved is lost only with every place that held it (NB27). */
  async #forgetWhatIsNowhere(): Promise<void> {
    const somewhere = new Set(DOCS.flatMap((docId) => this.hubWords(docId)));
    for (const device of this.devices)
      for (const docId of DOCS) for (const word of await device.words(docId)) somewhere.add(word);
    for (const device of this.devices) {
      device.saved = device.saved.filter((word) => somewhere.has(word));
      // Where a word is, its deletion is not; whether the deletion is elsewhere cannot be seen by the words.
      device.erased = [];
    }
  }

  /** Everything works from now on, and goes on until nothing is left to do. */
  async settle(): Promise<void> {
    this.mishaps = [];
    // One round brings a device's own; a second brings what the others brought in theirs.
    for (let round = 0; round < 2; round += 1) for (const device of this.devices) await device.settle();
  }

  #transport(): Transport {
    const travel = async <T>(ask: () => T): Promise<T> => {
      await Promise.resolve();
      const mishap = this.mishaps.shift() ?? 'none';
      if (mishap === 'lost') throw new CirclewellError('unavailable', 'lost');
      if (mishap === 'twice') ask();
      const answer = ask();
      if (mishap === 'answerLost') throw new CirclewellError('unavailable', 'answer lost');
      return answer;
    };
    return {
      feeds: () => travel(() => this.hub.feeds('ana', [FEED])),
      send: (batch) => travel(() => this.hub.send(batch)),
      changes: (query) => travel(() => this.hub.changes(query)),
      // Rounds begin when the test says so.
      news: () => new Promise(() => undefined),
    };
  }
}
