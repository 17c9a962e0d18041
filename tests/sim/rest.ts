import { checkQuiet } from './check/quiet.ts';
import type { World } from './world/World.ts';

/** How long coming to rest may take: the longest back-off, a hub that hears nothing, and a try that hangs (SI19). */
const REST_MS = 90_000;
const LOOK_MS = 100;
const WAIT_FOR_RETURN_MS = 45_000;
/** How late a return may come: what waits before it in the hub's queue. */
const RETURN_TOLERANCE_MS = 1_000;
/** What the disk refused, the hub says again after 2 s. */
const SAY_AGAIN_MS = 2_500;

/** The trouble ends; then everything must come to rest and agree. */
export async function rest(world: World): Promise<void> {
  world.network.heal();
  world.disk.mood = 'well';
  world.hub.start();
  await comeToRest(world);
  if (world.watch.violation) return;
  if (world.disk.troubledAt !== null) {
    // A hub that doubts its log looks into it with the next command; this one changes nothing (ADR 0023).
    world.clients.find((client) => client.isOnline)?.say({ type: 'endHelp', participantId: 'nobody' });
    await comeToRest(world);
  }
  await waitForReturn(world);
  if (!world.watch.violation) checkQuiet(world);
}

/** Where rooms will be over soon, it is waited for, so that a return which does not come is noticed (SI22). */
async function waitForReturn(world: World): Promise<void> {
  const { hub, time, watch } = world;
  const breakouts = hub.media?.state?.breakouts;
  if (breakouts?.stage !== 'open' || watch.violation) return;
  const due = Math.min(breakouts.endsAt ?? Infinity, breakouts.recallEndsAt ?? Infinity);
  const leftMs = due - hub.wall;
  if (leftMs > WAIT_FOR_RETURN_MS) return;
  await time.runUntil(time.now + leftMs + RETURN_TOLERANCE_MS);
  await comeToRest(world);
  const now = hub.media?.state?.breakouts;
  if (now?.stage === 'open' && now.openedAt === breakouts.openedAt && world.isClockTrue)
    watch.fail('SI22', `rooms are open ${hub.wall - due} ms too long`);
}

async function comeToRest(world: World): Promise<void> {
  const { time, watch } = world;
  const until = time.now + REST_MS;
  for (let looks = 0; looks < 2;) {
    await time.runUntil(time.now + LOOK_MS);
    if (watch.violation) return;
    looks = unrestIn(world) === null ? looks + 1 : 0;
    if (looks === 0 && time.now > until) {
      watch.fail('SI19', `no rest within ${REST_MS / 1000} s: ${unrestIn(world)}`);
      return;
    }
  }
}

/** What is still going on; null where nothing is. */
function unrestIn({ time, hub, disk, network, clients }: World): string | null {
  if (!hub.isUp) return 'the hub is down';
  if (!disk.isIdle) return 'the disk works';
  if (disk.troubledAt !== null && time.now - disk.troubledAt < SAY_AGAIN_MS) return 'the disk was in trouble';
  for (const client of clients) {
    if (!client.isClosed && !client.isOnline) return `${client.name} is not online`;
    if (client.isOnline && !client.wire?.isWhole) return `${client.name} does not know that it is cut off`;
    if (client.pending > 0) return `${client.name} waits for an answer`;
  }
  if (!network.isQuiet) return 'something is on its way';
  const open = clients.filter((client) => client.isOnline).length;
  if (hub.socketCount !== open) return `the hub has ${hub.socketCount} sockets for ${open} windows`;
  return null;
}
