import type { Audience } from '../../../src/domain/session/audience.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import { COLEAD, SESSION_ID, startLiveHub, STEP_IN, type LiveHub } from '../live/liveHub.ts';
import { MemoryLog } from '../live/MemoryLog.ts';
import type { TestClient } from '../live/TestClient.ts';
import { DirectMedia } from './directMedia.ts';
import { MediaClient } from './MediaClient.ts';

export type Group = Awaited<ReturnType<typeof startGroup>>;

/** Three members and two staff, everyone with microphone and camera, over transports in this process. */
export async function startGroup(audience?: (state: SessionState) => Audience) {
  const direct = new DirectMedia();
  const log = new MemoryLog();
  const hub = await startLiveHub(log, {
    openTransport: direct.open,
    ...(audience ? { audience } : {}),
  });
  const lead = await hub.startSession();
  const colead = await hub.enter(COLEAD);
  await colead.does(STEP_IN);
  const clients = new Map<string, TestClient>([
    ['lead', lead],
    ['colead', colead],
  ]);
  for (const id of ['ana', 'ben', 'cai']) clients.set(id, await hub.admit(lead, id));
  const media = new Map<string, MediaClient>();
  for (const [id, client] of clients) {
    direct.opensFor(id);
    media.set(id, await MediaClient.open(client));
  }
  const group = { hub, log, direct, lead, colead, clients, media, settle: async () => settle(hub, clients) };
  await group.settle();
  return group;
}

/** Until every client has answered and the hub has nothing left to do. */
async function settle(hub: LiveHub, clients: ReadonlyMap<string, TestClient>): Promise<void> {
  const media = await hub.live.mediaOf(SESSION_ID);
  for (let round = 0; round < 3; round += 1) {
    await media?.settled();
    await Promise.all([...clients.values()].map(async (client) => client.ping()));
    await media?.settled();
  }
}

/** Sends from everybody and waits until the workers have counted it. */
export async function sendFor(group: Group, rounds: number): Promise<Map<string, number>> {
  const media = await group.hub.live.mediaOf(SESSION_ID);
  const before = new Map((await media?.forwarded())?.map((row) => [row.consumerId, row.packetsSent]));
  for (let round = 0; round < rounds; round += 1) group.direct.sendAll();
  const counted = new Map<string, number>();
  // The worker answers in order: what was sent before this is counted in it.
  for (const row of (await media?.forwarded()) ?? []) {
    const packets = row.packetsSent - (before.get(row.consumerId) ?? 0);
    if (packets > 0) counted.set(`${row.fromParticipant}>${row.toParticipant} ${row.source}`, packets);
  }
  return counted;
}
