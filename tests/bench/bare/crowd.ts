import { cameraProfileFor } from '../../../renderer/live/capture/cameraProfile.ts';
import { BareClient, loadDevice } from './BareClient.ts';
import { openBareLine } from './bareLine.ts';
import { openHubLine } from './hubLine.ts';
import type { MediaLine } from './mediaLine.ts';
import { Watch, type Watched } from './Watch.ts';

type Person = { readonly line: MediaLine; readonly client: BareClient };
const people: Person[] = [];
let watch: Watch | null = null;

/**
 * Many people in one page, without anything drawn: what they send and receive is the same whether they are in the product's
 * session or in a bare room, because the same code sends and receives it.
 */
const crowd = {
  /** Joins the bare room under these names. */
  async joinBare(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const client = new BareClient(tracks, ignore);
      const line = await openBareLine((notice) => client.onNotice(notice), ignore);
      line.join(name, 'circle');
      await client.start(line, await loadDevice(line));
      people.push({ line, client });
    }
  },
  /**
   * Comes to the product's session with these links' tokens, and waits there to be let in.
   *
   * @param isDeaf sends, and receives nothing: the hub forwards nothing to who is never ready for it
   */
  async joinHub(tokens: readonly string[], isDeaf = false): Promise<void> {
    for (const token of tokens) {
      const client = new BareClient(tracks, ignore);
      const line = await openHubLine(token, isDeaf ? ignore : (notice) => client.onNotice(notice), (seq) =>
        watch?.arrived(seq),
      );
      await line.command({
        type: 'arrive',
        door: {
          checks: { camera: 'ok', microphone: 'ok', speaker: 'ok', connection: 'ok' },
          privacy: {
            place: '12 Mill Lane',
            callbackPhone: '+1 555 0100',
            company: 'alone',
            hasHeadphones: true,
            isDriving: false,
          },
          hasAgreed: true,
        },
        isMicOn: true,
        isCameraOn: true,
      });
      await client.start(line, await loadDevice(line));
      people.push({ line, client });
    }
  },
  async leave(): Promise<void> {
    for (const { line, client } of people.splice(0)) {
      client.close();
      await line.leave();
    }
  },
  /** How many streams arrive, and how many packets have come in on them so far. */
  async received(): Promise<{ streams: number; packets: number }> {
    const rows = (await Promise.all(people.map(({ client }) => client.received()))).flat();
    return {
      streams: rows.filter((packets) => packets > 0).length,
      packets: rows.reduce((sum, packets) => sum + packets, 0),
    };
  },
  /** From now on notes when events come in, and where media stops. */
  watch(): void {
    watch = new Watch(people.map(({ client }) => client));
  },
  async watched(): Promise<Watched> {
    if (!watch) throw new Error('Nothing has been watched');
    return watch.end();
  },
};

function ignore(): void {
  // Nothing is drawn or played; Chromium receives and decodes all the same.
}

declare global {
  interface Window {
    crowd: typeof crowd;
  }
}

const { width, height, frameRate } = cameraProfileFor(navigator.hardwareConcurrency).constraints;
const stream = await navigator.mediaDevices.getUserMedia({
  audio: true,
  video: { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate } },
});
const tracks = stream.getTracks();
globalThis.window.crowd = crowd;
