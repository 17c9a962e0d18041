import { isDeepStrictEqual } from 'node:util';
import type { NoteChain } from '../../../../src/hub/notes/noteStore.ts';
import { CirclewellError } from '../../../../src/protocol/errors.ts';
import type { FeedId } from '../../../../src/protocol/notebook/docId.ts';
import { BEGINNING } from '../../../../src/protocol/notebook/sync.ts';
import type { Transport } from '../../../../renderer/notebook/ports.ts';
import { fromBase64, toBase64 } from '../../../../renderer/notebook/store/base64.ts';
import type { MemoryDisk } from '../../../../renderer/notebook/testKit/MemoryDisk.ts';
import { MemoryHub } from '../../../../renderer/notebook/testKit/MemoryHub.ts';
import { Device, docOf, wordsIn, type SigningLine } from './Device.ts';
import { begunNote, STAFF } from './signedSession.ts';
import { SigningHub } from './SigningHub.ts';

export const FEED: FeedId = 'group/g';
/** Those that are signed. */
export const NOTES = ['note/g/s/a', 'note/g/s/b'] as const;
export const MARKS = 'marks/g/s/all';
export const DOCS = [...NOTES, MARKS] as const;
/** Yjs's name of the first screen; before it there is whoever began the notes. */
const FIRST_HAND = 100;

/** What happens to a request on its way: it never arrives, or its answer never does, or it arrives twice. */
export type Mishap = 'none' | 'lost' | 'answerLost' | 'twice';

/** A disk as it was, and whose. */
type DiskCopy = { readonly staffId: string; readonly rows: ReturnType<MemoryDisk['copy']> };

/** Several workstations and a hub, with lines between them that fail when told to. */
export class World {
  readonly hub: MemoryHub;
  readonly signing = new SigningHub();
  readonly devices: readonly Device[];
  /** What befalls the next requests, one after another; after them, none. */
  mishaps: Mishap[] = [];
  /** Whether the marks' time is over: then a hub deletes them each day, also one that was restored from before (MK50). */
  areMarksOver = false;
  readonly #copies = new Map<Device, DiskCopy>();
  #ids = 0;
  #hands = FIRST_HAND;
  #backup: {
    readonly feeds: ReturnType<MemoryHub['backup']>;
    readonly chains: ReturnType<SigningHub['backup']>;
  };
  /** What every chain held when it was looked at last. */
  #seen: ReturnType<SigningHub['backup']> = new Map();

  constructor({ devices, pageSize }: { devices: number; pageSize: number }) {
    this.hub = new MemoryHub(pageSize);
    this.hub.send({
      feed: FEED,
      writer: { id: 'before', acknowledged: 0 },
      sequence: 1,
      base: BEGINNING,
      updates: [
        { docId: NOTES[0], data: toBase64(begunNote('a')) },
        { docId: NOTES[1], data: toBase64(begunNote('b')) },
      ],
    });
    this.#backup = { feeds: this.hub.backup(), chains: this.signing.backup() };
    this.devices = Array.from({ length: devices }, (_, index) =>
      this.#newDevice(index % 2 === 0 ? STAFF[0] : STAFF[1]),
    );
  }

  /** Everybody has read the notes, and in each stands what is missing for a signature. */
  async begin(): Promise<void> {
    for (const device of this.devices) await device.sync(false);
    for (const [index, docId] of NOTES.entries()) await this.devices[0]?.type(docId, `begun${index}`, 0);
  }

  backUp(): void {
    this.#backup = { feeds: this.hub.backup(), chains: this.signing.backup() };
  }

  deleteMarks(): void {
    this.areMarksOver = true;
    this.hub.deleteForGood(MARKS);
  }

  /** Records are on the hub alone: those that the backup has not are lost with it. */
  async restoreHub(): Promise<void> {
    this.hub.restore(this.#backup.feeds);
    this.signing.restore(this.#backup.chains);
    this.#seen = this.#backup.chains;
    for (const device of this.devices)
      device.signed = device.signed.filter(({ docId, record }) =>
        this.signing.chain(docId).some((entry) => entry.record.hash === record.hash),
      );
    await this.#forgetWhatIsNowhere();
  }

  copyDisk(device: Device): void {
    this.#copies.set(device, { staffId: device.staffId, rows: device.disk.copy() });
  }

  /** A workstation is as it was when its disk was last copied. */
  async restoreDisk(device: Device): Promise<void> {
    await this.#putDisk(this.#copies.get(device) ?? { staffId: device.staffId, rows: [] }, device);
  }

  /** A workstation's profile is copied onto another. */
  cloneDisk(from: Device, to: Device): Promise<void> {
    return this.#putDisk({ staffId: from.staffId, rows: from.disk.copy() }, to);
  }

  async #putDisk({ staffId, rows }: DiskCopy, device: Device): Promise<void> {
    device.disk.restore(rows);
    device.staffId = staffId;
    device.restart();
    await this.#forgetWhatIsNowhere();
  }

  /** The chains as they are now, and whether each is what it was at the last look, with nothing but more at its end. */
  lookAtChains(): { readonly chains: readonly NoteChain[]; readonly areKept: boolean } {
    const chains = NOTES.map((docId) => this.signing.chain(docId));
    const areKept = NOTES.every((docId) => {
      const before = this.#seen.get(docId) ?? [];
      return isDeepStrictEqual(this.signing.chain(docId).slice(0, before.length), before);
    });
    this.#seen = structuredClone(this.signing.backup());
    return { chains, areKept };
  }

  /** What the hub has of a document. */
  hubWords(docId: string): string[] {
    const updates = this.hub.updatesIn(FEED).filter((update) => update.docId === docId && update.data !== '');
    return wordsIn(docOf(updates.map(({ data }) => fromBase64(data))));
  }

  /** What was saved is lost only with every place that held it (NB27). */
  async #forgetWhatIsNowhere(): Promise<void> {
    const somewhere = new Set(DOCS.flatMap((docId) => this.hubWords(docId)));
    for (const device of this.devices)
      for (const docId of DOCS) for (const word of await device.words(docId)) somewhere.add(word);
    for (const device of this.devices) {
      device.saved = device.saved.filter(({ word }) => somewhere.has(word));
      // Where a word is, its deletion is not; whether the deletion is elsewhere cannot be seen by the words.
      device.erased = [];
    }
  }

  /** Everything works from now on, and goes on until nothing is left to do. */
  async settle(): Promise<void> {
    this.mishaps = [];
    if (this.areMarksOver) this.deleteMarks();
    // One round brings a device's own; a second brings what the others brought in theirs.
    for (let round = 0; round < 2; round += 1) for (const device of this.devices) await device.settle();
  }

  #newDevice(staffId: string): Device {
    const device: Device = new Device({
      staffId,
      transport: this.#transport(() => device.staffId),
      signing: this.#signingLine(),
      newId: () => `w${(this.#ids += 1)}`,
      newHand: () => (this.#hands += 1),
    });
    return device;
  }

  #transport(staffId: () => string): Transport {
    return {
      feeds: () => this.#travel(() => this.hub.feeds(staffId(), [FEED])),
      send: (batch) => this.#travel(() => this.hub.send(batch)),
      changes: (query) => this.#travel(() => this.hub.changes(query)),
      // Rounds begin when the test says so.
      news: () => new Promise(() => undefined),
    };
  }

  #signingLine(): SigningLine {
    return {
      sign: (staffId, asked) => this.#travel(() => this.signing.sign(staffId, asked)),
      amend: (staffId, asked) => this.#travel(() => this.signing.amend(staffId, asked)),
      read: (docId) => this.#travel(() => this.signing.chain(docId).at(-1)?.record.hash ?? null),
    };
  }

  /** What arrives twice is answered twice with the same (NB22, SG36, SG41). */
  async #travel<T>(ask: () => T | Promise<T>): Promise<T> {
    await Promise.resolve();
    const mishap = this.mishaps.shift() ?? 'none';
    if (mishap === 'lost') throw new CirclewellError('unavailable', 'lost');
    const answer = await ask();
    if (mishap === 'twice' && !isDeepStrictEqual(await ask(), answer))
      throw new Error('What came twice was answered in two ways');
    if (mishap === 'answerLost') throw new CirclewellError('unavailable', 'answer lost');
    return answer;
  }
}
