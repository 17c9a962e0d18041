import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { linkToParent, type HubProcess } from './parentLink.ts';

/** Electron's port: what it is made of is out of reach for a copy of it. */
class FakePort extends EventEmitter {
  readonly #sent: unknown[] = [];
  postMessage(message: unknown): void {
    this.#sent.push(message);
  }
  get sent(): readonly unknown[] {
    return this.#sent;
  }
}
class FakeProcess extends EventEmitter implements HubProcess {
  readonly parentPort?: unknown;
  readonly send?: unknown;
  constructor(given: { parentPort?: unknown; send?: unknown }) {
    super();
    Object.assign(this, given);
  }
}

function countCloses(self: HubProcess): () => number {
  let count = 0;
  linkToParent(self).onClose(() => (count += 1));
  return () => count;
}

describe('HU6: the process that started the hub', () => {
  it('is Electron’s main process, where there is a port to it', () => {
    const port = new FakePort();
    const self = new FakeProcess({ parentPort: port });
    linkToParent(self).say({ type: 'ready' });
    expect(port.sent).toEqual([{ type: 'ready' }]);
    const closes = countCloses(self);
    for (const data of ['close', { type: 'ready' }, null, {}]) port.emit('message', { data, ports: [] });
    port.emit('message', { type: 'close' });
    expect(closes()).toBe(0);
    port.emit('message', { data: { type: 'close' }, ports: [] });
    expect(closes()).toBe(1);
  });

  it('is a Node process that forked it, where there is a channel to it', () => {
    const self = new FakeProcess({ send: () => true });
    const closes = countCloses(self);
    for (const message of ['close', { type: 'count', id: 1 }, null]) self.emit('message', message);
    expect(closes()).toBe(0);
    self.emit('message', { type: 'close' });
    expect(closes()).toBe(1);
  });

  it('is nobody’s business where the hub was started by hand', () => {
    const self = new FakeProcess({ parentPort: { postMessage: 'no function' } });
    linkToParent(self).say({ type: 'ready' });
    countCloses(self);
    expect(self.listenerCount('message')).toBe(0);
  });
});
