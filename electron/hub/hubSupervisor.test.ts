import { describe, expect, it } from 'vitest';
import { FakeTimers } from '../testKit/FakeTimers.ts';
import type { HubOrder } from '../../src/protocol/ipc/hubOrder.ts';
import {
  CLOSE_TIMEOUT_MS,
  READY_TIMEOUT_MS,
  retryDelay,
  superviseHub,
  WELL_AFTER_MS,
  type HubChild,
} from './hubSupervisor.ts';

const ORIGIN = 'http://127.0.0.1:7420';
const READY = { type: 'ready', consoleUrl: `${ORIGIN}/`, port: 7420, sample: null };

class FakeChild implements HubChild {
  readonly #messages: ((message: unknown) => void)[] = [];
  readonly #exits: ((code: number) => void)[] = [];
  readonly told: HubOrder[] = [];
  kills = 0;

  onMessage(listener: (message: unknown) => void): void {
    this.#messages.push(listener);
  }
  onExit(listener: (code: number) => void): void {
    this.#exits.push(listener);
  }
  tell(order: HubOrder): void {
    this.told.push(order);
  }
  kill(): void {
    this.kills += 1;
    this.exit(137);
  }
  say(message: unknown): void {
    for (const listener of this.#messages) listener(message);
  }
  exit(code: number): void {
    for (const listener of this.#exits) listener(code);
  }
}

function setUp() {
  const timers = new FakeTimers();
  const children: FakeChild[] = [];
  const events: string[] = [];
  const busy: boolean[] = [];
  const hub = superviseHub({
    origin: ORIGIN,
    timers,
    onBusy: (isBusy) => busy.push(isBusy),
    fork: () => {
      const child = new FakeChild();
      children.push(child);
      return child;
    },
    log: (event) => events.push(event),
  });
  const newest = () => {
    const child = children.at(-1);
    if (!child) throw new Error('no hub was started');
    return child;
  };
  return { timers, children, events, busy, hub, newest };
}

describe('SH98: a hub that people are in', () => {
  it('says so once it runs, and is taken for empty when it has ended', async () => {
    const { hub, newest, busy, events } = setUp();
    newest().say({ type: 'busy', isBusy: true });
    expect(busy).toEqual([]);
    newest().say(READY);
    newest().say({ type: 'busy', isBusy: true });
    newest().say({ type: 'busy', isBusy: 'yes' });
    newest().say({ type: 'busy', isBusy: false });
    newest().say({ type: 'busy', isBusy: true });
    expect(busy).toEqual([true, false, true]);
    newest().exit(1);
    expect(busy.at(-1)).toBe(false);
    await expect(hub.origin()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(events).toEqual(['hubBadMessage', 'hubReady', 'hubEnded']);
  });
});

describe('SH13: a hub that starts', () => {
  it('lets those who ask wait until it is ready', async () => {
    const { hub, newest, timers } = setUp();
    const asked = [hub.origin(), hub.origin()];
    newest().say(READY);
    await expect(Promise.all(asked)).resolves.toEqual([ORIGIN, ORIGIN]);
    await expect(hub.origin()).resolves.toBe(ORIGIN);
    expect(timers.count).toBe(0);
  });

  it('is not ready by another message', async () => {
    const { hub, newest, events } = setUp();
    const asked = hub.origin();
    for (const message of ['ready', { type: 'ready' }, { ...READY, port: 'x' }, null]) newest().say(message);
    newest().exit(1);
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' });
    expect(events).toEqual(['hubBadMessage', 'hubBadMessage', 'hubBadMessage', 'hubBadMessage', 'hubEnded']);
  });

  it('is ended when it stays silent, and started again', async () => {
    const { hub, newest, timers, children } = setUp();
    const asked = hub.origin();
    timers.pass(READY_TIMEOUT_MS);
    expect(newest().kills).toBe(1);
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' });
    timers.pass(retryDelay(1));
    expect(children).toHaveLength(2);
  });
});

describe('SH12: a hub that ends', () => {
  it('refuses at once while none runs, and comes back on the same origin', async () => {
    const { hub, newest, timers } = setUp();
    newest().say(READY);
    newest().exit(1);
    await expect(hub.origin()).rejects.toMatchObject({ kind: 'unavailable' });
    timers.pass(retryDelay(1));
    const asked = hub.origin();
    newest().say(READY);
    await expect(asked).resolves.toBe(ORIGIN);
  });

  it('rests longer each time, ten seconds at most, and is never given up', () => {
    const { timers, children, newest } = setUp();
    expect([1, 2, 3, 4, 5, 6, 7, 40].map(retryDelay)).toEqual([
      250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000,
    ]);
    for (let failure = 1; failure <= 20; failure += 1) {
      newest().exit(1);
      timers.pass(retryDelay(failure) - 1);
      expect(children).toHaveLength(failure);
      timers.pass(1);
      expect(children).toHaveLength(failure + 1);
    }
  });

  it('begins anew after a minute of running', () => {
    const { timers, children, newest } = setUp();
    newest().exit(1);
    timers.pass(retryDelay(1));
    newest().say(READY);
    timers.pass(WELL_AFTER_MS);
    newest().exit(1);
    timers.pass(retryDelay(1));
    expect(children).toHaveLength(3);
  });

  it('says so once, however often and however late its process does', async () => {
    const { timers, children, newest, hub } = setUp();
    newest().exit(1);
    newest().exit(1);
    timers.pass(retryDelay(1));
    newest().say(READY);
    children[0]?.exit(1);
    children[0]?.say(READY);
    timers.pass(1000);
    expect(children).toHaveLength(2);
    await expect(hub.origin()).resolves.toBe(ORIGIN);
  });
});

describe('SH15: the end', () => {
  it('asks a hub to end, waits for it, and is one end however often it is asked for', async () => {
    const { hub, newest, timers, children } = setUp();
    newest().say(READY);
    const closed = Promise.all([hub.close(), hub.close()]);
    expect([newest().told, newest().kills]).toEqual([[{ type: 'close' }], 0]);
    newest().exit(0);
    await closed;
    timers.pass(60_000);
    expect(children).toHaveLength(1);
    await expect(hub.origin()).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('ends a hub that does not end', async () => {
    const { hub, newest, timers } = setUp();
    newest().say(READY);
    const closed = hub.close();
    timers.pass(CLOSE_TIMEOUT_MS - 1);
    expect([newest().told, newest().kills]).toEqual([[{ type: 'close' }], 0]);
    timers.pass(1);
    await closed;
    expect(newest().kills).toBe(1);
  });

  it('refuses those who wait, and starts none that rests', async () => {
    const starting = setUp();
    const asked = starting.hub.origin();
    void starting.hub.close();
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable' });

    const resting = setUp();
    resting.newest().exit(1);
    await resting.hub.close();
    resting.timers.pass(60_000);
    expect(resting.children).toHaveLength(1);
  });
});
