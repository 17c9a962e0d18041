import { ALIVE_EVERY_MS } from '../../src/hub/live/Caretaker.ts';
import { Endings } from './check/Endings.ts';
import { checkQuiet } from './check/quiet.ts';
import type { World } from './world/World.ts';

/** How long coming to rest may take: the longest back-off, a hub that hears nothing, and a try that hangs (SI19). */
const REST_MS = 90_000;
const LOOK_MS = 100;
const WAIT_FOR_RETURN_MS = 45_000;
const RETURN_TOLERANCE_MS = 1_500;
/** Longer than any line is clogged, any socket takes to close, and the hub to try again. */
const LEAVE_MS = 15_000;
/** How long the hub may take until it looks for what nobody needs any more, and a little (LI31). */
const LOOK_AROUND_MS = ALIVE_EVERY_MS + 1_000;
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
  if (world.watch.violation) return;
  await comeToRest(world);
  if (!world.watch.violation) checkQuiet(world);
}

/** Where rooms will be over soon, it is waited for, so that a return which does not come is noticed (SI22). */
async function waitForReturn({ inspector, time, disk, watch, hub }: World): Promise<void> {
  const { returns } = inspector;
  const { dueAt } = returns;
  if (dueAt === null || disk.wasUnwell || !hub.media || dueAt - time.now > WAIT_FOR_RETURN_MS) return;
  await time.runUntil(Math.max(time.now, dueAt + RETURN_TOLERANCE_MS));
  if (!watch.violation) returns.checkNow();
}

/**
 * Everybody goes. Where nobody is expected back, the hub lets go of the session and waits for nothing; where somebody is,
 * it does when it has given them up (SI23). A session that nobody has ended gets its end all the same (SI25).
 */
export async function leave(world: World): Promise<void> {
  const { clients, time, watch, disk } = world;
  // Whoever is given up meanwhile goes unnoticed until the hub looks around.
  const isExpected = isSomebodyExpected(world);
  for (const { session } of clients) session.close();
  await time.runUntil(time.now + LEAVE_MS);
  if (watch.violation || disk.wasUnwell) return;
  if (!isExpected) checkLetGo(world);
  if (watch.violation) return;
  await time.runUntil(time.now + Endings.givesUpAfterMs + LOOK_AROUND_MS);
  if (!watch.violation && world.hub.media) checkGivenUp(world);
  if (!watch.violation) await waitForEnd(world);
}

function isSomebodyExpected({ inspector }: World): boolean {
  return [...inspector.story.last.people.values()].some(
    ({ stage }) => stage === 'present' || stage === 'waiting',
  );
}

function checkGivenUp(world: World): void {
  if (isSomebodyExpected(world)) world.watch.fail('SI25', 'somebody who does not come back is not given up');
  checkLetGo(world);
}

function checkLetGo({ hub, watch, timers }: World): void {
  if (hub.loadedCount > 0 || hub.socketCount > 0 || timers.count > 0)
    watch.fail('SI23', `${hub.socketCount} sockets and ${timers.count} timers are left`);
}

/** By the hub's own clock, which may have been set: then it is only waited for as long as it may take. */
async function waitForEnd({ time, hub, inspector, disk, watch }: World): Promise<void> {
  const overAt = Endings.overAt(inspector.story.last, disk.aliveAt ?? 0);
  if (overAt === null || !inspector.isClockTrue) return;
  await time.runUntil(time.now + Math.max(0, overAt - hub.wall));
  if (!watch.violation && inspector.story.last.status !== 'ended')
    watch.fail('SI25', 'a session that nobody has ended goes on for ever');
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
