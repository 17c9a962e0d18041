import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { MAX_SOCKETS_PER_PERSON } from '../../../src/hub/live/SocketLimits.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { LEAD, startLiveHub, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';
import { TestClient } from './TestClient.ts';

/** A log that takes nothing more from when it is told to wait until it is told to go on. */
class SlowLog extends MemoryLog {
  #gate: Promise<void> = Promise.resolve();

  /** Answers how to let it go on. */
  wait(): () => void {
    let goOn: () => void = () => undefined;
    this.#gate = new Promise<void>((resolve) => (goOn = resolve));
    return goOn;
  }

  override async append(...given: Parameters<MemoryLog['append']>): Promise<void> {
    await this.#gate;
    return super.append(...given);
  }
}

describe('how many sockets', () => {
  let hub: LiveHub;
  afterEach(async () => hub.close());

  const refusedWith = async (): Promise<unknown> => {
    const socket = new WebSocket(hub.url, { headers: { origin: 'app://circlewell' } });
    socket.on('error', () => undefined);
    const status = await new Promise((resolve) => {
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.once('open', () => resolve('open'));
    });
    socket.terminate();
    return status;
  };

  it('LI17: an address holds so many and no more, until one of them closes', async () => {
    const config = { workerCount: 1, listenIp: '127.0.0.1', mediaPort: 0, allowedOrigins: [] };
    hub = await startLiveHub(new MemoryLog(), { config: { ...config, maxSocketsPerAddress: 3 } });
    const clients = await Promise.all([1, 2, 3].map(async () => TestClient.open(hub.url)));
    expect(await Promise.all([refusedWith(), refusedWith()])).toEqual([429, 429]);
    await clients[0]?.close();
    await expect.poll(refusedWith).toBe('open');
    for (const client of clients.slice(1)) client.socket.terminate();
  });

  it('LI18: of a person’s sockets that wait to be let in the oldest goes before one too many', async () => {
    const log = new SlowLog();
    hub = await startLiveHub(log);
    const first = await hub.startSession();
    const goOn = log.wait();
    first.send({ type: 'command', id: randomUUID(), command: { type: 'raiseHand' } });
    const others: TestClient[] = [];
    const comeIn = async (): Promise<void> => {
      const client = await TestClient.open(hub.url);
      client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket: hub.ticket(LEAD) });
      await client.ping();
      others.push(client);
    };
    while (others.length < MAX_SOCKETS_PER_PERSON - 1) await comeIn();
    await first.ping();
    await comeIn();
    expect((await first.next('goodbye')).reason).toBe('takenOver');
    await others[0]?.ping();
    goOn();
    expect((await others.at(-1)?.next('snapshot'))?.selfId).toBe('lead');
  });
});
