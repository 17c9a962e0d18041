import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  BURST_CONNECTIONS,
  CONNECTIONS_PER_SECOND,
  ConnectionGate,
  MAX_WAITING,
  MAX_WAITING_PER_ADDRESS,
  type GatedSocket,
} from './ConnectionGate.ts';

const CLINIC = '203.0.113.7';
const FLOODER = '198.51.100.9';

let now = 0;
let gate: ConnectionGate;
let ports = 0;
beforeEach(() => {
  now = 0;
  gate = new ConnectionGate(() => now);
});

class FakeSocket extends EventEmitter implements GatedSocket {
  readonly remotePort = (ports += 1);
  readonly remoteAddress: string;
  isReset = false;

  constructor(address: string) {
    super();
    this.remoteAddress = address;
  }

  resetAndDestroy(): void {
    this.isReset = true;
    this.emit('close');
  }
}

/** So many connections of an address come. With a request each they wait no longer. */
function come(address: string, count: number, { isAsking = false, isProxied = false } = {}): FakeSocket[] {
  return Array.from({ length: count }, () => {
    const socket = new FakeSocket(address);
    gate.take(socket);
    if (isAsking) gate.asked(socket, isProxied);
    return socket;
  });
}

const resets = (sockets: readonly FakeSocket[]): number => sockets.filter(({ isReset }) => isReset).length;

describe('the gate', () => {
  it('AP8 lets so many connections of an address in at once, then so many a second', () => {
    expect(resets(come(FLOODER, BURST_CONNECTIONS + 50, { isAsking: true }))).toBe(50);
    now += 1_000;
    expect(resets(come(FLOODER, CONNECTIONS_PER_SECOND + 50, { isAsking: true }))).toBe(50);
    now += 3_600_000;
    expect(resets(come(FLOODER, BURST_CONNECTIONS, { isAsking: true }))).toBe(0);
  });

  it('AP8 counts each address for itself, and of IPv6 each network', () => {
    come(FLOODER, BURST_CONNECTIONS, { isAsking: true });
    expect(resets(come(CLINIC, 1))).toBe(0);
    come('2001:db8::1', BURST_CONNECTIONS, { isAsking: true });
    expect(resets(come('2001:db8::2', 1))).toBe(1);
    expect(resets(come('2001:db8:0:1::2', 1))).toBe(0);
  });

  it('AP8 has room for sixty people of one address with six connections and a live socket each', () => {
    expect(resets(come(CLINIC, 60 * 7, { isAsking: true }))).toBe(0);
  });

  it('AP8 does not count a proxy on this machine, once it has asked for somebody', () => {
    come('127.0.0.1', 1, { isAsking: true, isProxied: true });
    expect(resets(come('127.0.0.1', 2 * BURST_CONNECTIONS, { isAsking: true, isProxied: true }))).toBe(0);
  });

  it('AP9 resets the oldest silent connection of an address with one too many', () => {
    const silent = come(FLOODER, MAX_WAITING_PER_ADDRESS);
    const asking = come(CLINIC, 1);
    const [one] = come(FLOODER, 1);
    expect(silent.map(({ isReset }) => isReset)).toEqual([true, ...silent.slice(1).map(() => false)]);
    expect([one?.isReset, asking[0]?.isReset]).toEqual([false, false]);
  });

  it('AP9 holds so many silent ones in all, however many addresses they come from', () => {
    const each = MAX_WAITING_PER_ADDRESS;
    const silent = Array.from({ length: MAX_WAITING / each }, (_, index) => come(`10.0.0.${index}`, each));
    expect(resets(silent.flat())).toBe(0);
    expect(resets(come(CLINIC, 1))).toBe(0);
    expect(silent[0]?.[0]?.isReset).toBe(true);
    expect(resets(silent.flat())).toBe(1);
  });

  it('AP9 leaves alone who has asked, and forgets who is gone', () => {
    const asking = come(CLINIC, 20, { isAsking: true });
    for (const socket of come(CLINIC, 20)) socket.emit('close');
    const silent = come(CLINIC, MAX_WAITING_PER_ADDRESS);
    expect(resets([...asking, ...silent])).toBe(0);
  });
});
