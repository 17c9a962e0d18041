import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FloodWatch } from './FloodWatch.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Somebody who sends so many bits a second, over a transport that counts them as they come. */
class Somebody {
  readonly participantId: string;
  readonly send = { transport: { getStats: async () => this.#stats() } };
  /** How often the worker was asked. */
  asked = 0;
  /** How long the hub takes to get to an answer, in milliseconds. */
  answersLateMs = 0;
  #bitrate: number;
  #bytes = 0;
  #at = Date.now();
  #transports = 1;

  constructor(participantId: string, bitrate: number) {
    this.participantId = participantId;
    this.#bitrate = bitrate;
  }

  set bitrate(bitrate: number) {
    this.#addUp();
    this.#bitrate = bitrate;
  }

  /** Opens transports anew and sends on at once. */
  reopen(): void {
    this.#transports += 1;
    this.#bytes = 0;
    this.#at = Date.now();
  }

  #addUp(): void {
    this.#bytes += (this.#bitrate / 8 / 1_000) * (Date.now() - this.#at);
    this.#at = Date.now();
  }

  async #stats() {
    this.asked += 1;
    this.#addUp();
    const stats = {
      transportId: `${this.participantId} ${this.#transports}`,
      timestamp: Date.now(),
      rtpBytesReceived: this.#bytes,
    };
    if (this.answersLateMs > 0)
      await new Promise<void>((resolve) => void setTimeout(resolve, this.answersLateMs));
    return [stats];
  }
}

function watching(peers: Somebody[]) {
  const turned = vi.fn<(participantId: string, isHeld: boolean) => void>();
  const lines: unknown[] = [];
  const logger = pino(
    { base: null, timestamp: false },
    { write: (line) => void lines.push(JSON.parse(line)) },
  );
  const watch = new FloodWatch({ watched: () => peers, turned, logger });
  watch.begin();
  return { watch, turned, lines };
}

const seconds = async (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

test('ME17 who sends twice what a participant may is held within 8 s, and let go after 10 quiet ones', async () => {
  const [ana, ben] = [new Somebody('ana', 3_000_000), new Somebody('ben', 3_000_000)];
  const { watch, turned } = watching([ana, ben]);
  await seconds(20);
  expect(turned).not.toHaveBeenCalled();
  ana.bitrate = 13_000_000;
  await seconds(8);
  expect([watch.isHeld('ana'), watch.isHeld('ben')]).toEqual([true, false]);
  ana.bitrate = 3_000_000;
  await seconds(10);
  expect(watch.isHeld('ana')).toBe(true);
  await seconds(5);
  expect(watch.isHeld('ana')).toBe(false);
  expect(turned.mock.calls).toEqual([
    ['ana', true],
    ['ana', false],
  ]);
  watch.close();
});

test('ME17 a flood that begins at any moment between two looks, also from who has just come, is held within 8 s', async () => {
  for (let delay = 0; delay < 5_000; delay += 250) {
    const ana = new Somebody('ana', 0);
    const { watch } = watching([ana]);
    await vi.advanceTimersByTimeAsync(20_000 + delay);
    ana.bitrate = 13_000_000;
    await seconds(8);
    expect([delay, watch.isHeld('ana')]).toEqual([delay, true]);
    watch.close();
  }
  const ben = new Somebody('ben', 13_000_000);
  const { watch } = watching([ben]);
  await seconds(8);
  expect(watch.isHeld('ben')).toBe(true);
  watch.close();
});

test('ME17 a browser that tries out a line for a moment is no flood', async () => {
  const ana = new Somebody('ana', 7_000_000);
  const { watch, turned } = watching([ana]);
  await seconds(10);
  ana.bitrate = 15_000_000;
  await seconds(1);
  ana.bitrate = 7_000_000;
  await seconds(10);
  expect(turned).not.toHaveBeenCalled();
  watch.close();
});

test('ME17 a hub that gets to an answer late holds nobody for what came meanwhile', async () => {
  const ana = new Somebody('ana', 7_000_000);
  const { watch, turned } = watching([ana]);
  for (let round = 0; round < 5; round += 1) {
    ana.answersLateMs = round % 2 === 0 ? 4_000 : 0;
    await seconds(10);
  }
  expect(turned).not.toHaveBeenCalled();
  watch.close();
});

test('ME17 who floods for 4 s and pauses for 2 s is held throughout', async () => {
  const ana = new Somebody('ana', 20_000_000);
  const { watch, turned } = watching([ana]);
  await seconds(8);
  for (let round = 0; round < 20; round += 1) {
    ana.bitrate = 0;
    await seconds(2);
    ana.bitrate = 20_000_000;
    await seconds(4);
  }
  expect(turned.mock.calls).toEqual([['ana', true]]);
  watch.close();
});

test('ME17 who floods again is held twice as long each time, up to 160 s', async () => {
  const ana = new Somebody('ana', 20_000_000);
  const { watch, turned } = watching([ana]);
  for (const quietSeconds of [10, 20, 40, 80, 160, 160]) {
    ana.bitrate = 20_000_000;
    await seconds(8);
    expect(watch.isHeld('ana')).toBe(true);
    ana.bitrate = 0;
    await seconds(quietSeconds);
    expect([quietSeconds, watch.isHeld('ana')]).toEqual([quietSeconds, true]);
    await seconds(5);
    expect([quietSeconds, watch.isHeld('ana')]).toEqual([quietSeconds, false]);
  }
  expect(turned).toHaveBeenCalledTimes(12);
  watch.close();
});

test('ME17 nobody gets away from it by opening transports anew', async () => {
  const ana = new Somebody('ana', 20_000_000);
  const { watch, turned } = watching([ana]);
  for (let round = 0; round < 20; round += 1) {
    await vi.advanceTimersByTimeAsync(1_900);
    ana.reopen();
  }
  expect(turned.mock.calls).toEqual([['ana', true]]);
  ana.bitrate = 3_000_000;
  ana.reopen();
  await seconds(8);
  expect(watch.isHeld('ana')).toBe(true);
  watch.close();
});

test('ME17 the log says who it is, by the id', async () => {
  const ana = new Somebody('ana', 20_000_000);
  const { watch, lines } = watching([ana]);
  await seconds(8);
  ana.bitrate = 0;
  await seconds(15);
  expect(lines).toMatchObject([
    { level: 40, participantId: 'ana', bitrate: 20_000_000 },
    { level: 30, participantId: 'ana' },
  ]);
  watch.close();
});

test('ME17 the worker is asked every 5 s, and every 2 s while somebody is near a flood', async () => {
  const [ana, ben] = [new Somebody('ana', 3_000_000), new Somebody('ben', 1_000_000)];
  const { watch } = watching([ana, ben]);
  await seconds(10);
  ana.asked = 0;
  ben.asked = 0;
  await seconds(60);
  expect([ana.asked, ben.asked]).toEqual([12, 12]);
  ben.bitrate = 7_000_000;
  await seconds(10);
  ben.asked = 0;
  await seconds(60);
  expect(ben.asked).toBe(30);
  watch.close();
});

test('ME17 who has no transport that answers is quiet', async () => {
  const ana = new Somebody('ana', 20_000_000);
  const { watch } = watching([ana]);
  await seconds(8);
  ana.send.transport.getStats = async () => Promise.reject(new Error('closed'));
  await seconds(15);
  expect(watch.isHeld('ana')).toBe(false);
  watch.close();
});

test('ME17 nobody is looked at any more once nobody sends and nobody is held, or it is closed', async () => {
  const ana = new Somebody('ana', 20_000_000);
  const peers = [ana];
  const { watch } = watching(peers);
  await seconds(8);
  expect(watch.isHeld('ana')).toBe(true);
  peers.length = 0;
  await seconds(15);
  expect(watch.isHeld('ana')).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
  peers.push(ana);
  watch.begin();
  watch.close();
  watch.begin();
  expect(vi.getTimerCount()).toBe(0);
});
