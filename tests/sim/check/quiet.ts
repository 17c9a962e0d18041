import { attendanceOf } from '../../../src/domain/attendance/attendance.ts';
import { plannedState } from '../../../src/domain/session/evolve.ts';
import { ALIVE_EVERY_MS } from '../../../src/hub/live/Caretaker.ts';
import { firstDifference, isSame } from '../core/isSame.ts';
import { minutesOf } from '../oracle/minutes.ts';
import type { World } from '../world/World.ts';

/** How far the minutes may lie from what really was, in milliseconds: what hearing of a change and writing it takes. */
const MINUTES_TOLERANCE_MS = 3_000;

/** What holds when everything has come to rest (SI13, SI15, SI17 to SI19). */
export function checkQuiet(world: World): void {
  checkPlan(world);
  checkState(world);
  checkConnections(world);
  world.inspector.putOut.checkQuiet(world.hub.media, world.inspector.story.last);
  for (const client of world.clients) {
    if (client.isOnline) world.inspector.checkCopy(client, world.disk.events.length);
  }
  world.inspector.checkKept();
  checkMinutes(world);
  checkOutcomes(world);
}

function checkState({ hub, inspector, plan, watch }: World): void {
  const state = hub.media?.state;
  const last = inspector.states.last ?? plannedState(plan.now);
  if (state && !isSame(state, last))
    watch.fail('SI13', `the hub's state is not what its log tells: ${firstDifference(state, last)}`);
}

/** Who is connected is known alike to windows, sockets, media and log (SI18). */
function checkConnections({ clients, hub, inspector, watch }: World): void {
  const online = clients.filter((client) => client.isOnline).map(({ person }) => person.id);
  const attached = [...(hub.media?.attached ?? [])];
  if (new Set(online).size !== online.length)
    watch.fail('SI18', `two windows of one person: ${online.join()}`);
  if (online.toSorted().join() !== attached.toSorted().join())
    watch.fail('SI18', `online are ${online.join()}, connected for the hub are ${attached.join()}`);
  if (hub.socketCount !== online.length)
    watch.fail('SI18', `${hub.socketCount} sockets for ${online.length} windows`);
  if (!hub.media) return;
  for (const { id, stage, isOnline } of inspector.story.last.people.values()) {
    const isHere = stage === 'present' || stage === 'waiting';
    if (isHere && isOnline !== online.includes(id))
      watch.fail('SI18', `${id} is ${isOnline ? '' : 'not '}online by the log, and otherwise in truth`);
  }
}

/** Everybody is in the session that is planned now (SI26). */
function checkPlan({ clients, plan, watch }: World): void {
  const astray = clients.find((client) => client.isOnline && client.copy?.id !== plan.now.id);
  if (astray) watch.fail('SI26', `${astray.name} is in ${astray.copy?.id}, which is not planned any more`);
}

function checkMinutes({ disk, hub, inspector, watch, presence }: World): void {
  const knownUntil = hub.media ? hub.wall : (disk.aliveAt ?? 0);
  const now = Math.max(knownUntil, inspector.story.last.at);
  const pages = Array.from({ length: inspector.story.length }, (_, index) => inspector.story.at(index + 1));
  const ended = pages.findIndex(({ status }) => status === 'ended');
  const counted = minutesOf(ended < 0 ? pages : pages.slice(0, ended + 1), ended < 0 ? now : 0);
  for (const row of attendanceOf(disk.events, now)) {
    const own = counted.get(row.participantId);
    const difference = firstDifference(
      { present: row.presentSeconds, countable: row.countableSeconds },
      {
        present: Math.floor((own?.presentMs ?? 0) / 1000),
        countable: Math.floor((own?.countableMs ?? 0) / 1000),
      },
    );
    if (difference) watch.fail('SI17', `the minutes of ${row.participantId} do not add up: ${difference}`);
    if (!isShareOf(row.secondsByRoom, own?.byRoom ?? new Map(), row.presentSeconds))
      watch.fail('SI17', `the rooms of ${row.participantId} do not add up to their presence, or are others`);
    const realMs = presence.of(row.participantId);
    const countedMs = own?.presentMs ?? 0;
    // A crash is known for when it was, to the note before it (LI35).
    const doubtMs = MINUTES_TOLERANCE_MS + hub.deaths * ALIVE_EVERY_MS;
    if (inspector.isClockTrue && !disk.wasUnwell && Math.abs(realMs - countedMs) > doubtMs)
      watch.fail('SI17', `${row.participantId} was there for ${realMs} ms, and ${countedMs} ms are counted`);
  }
}

/** Whether whole seconds by room are the rooms' milliseconds, rounded, and add up to the presence (AT13). */
function isShareOf(
  seconds: Readonly<Record<string, number>>,
  ms: ReadonlyMap<string, number>,
  presentSeconds: number,
): boolean {
  const sum = Object.values(seconds).reduce((whole, one) => whole + one, 0);
  return (
    sum === presentSeconds &&
    Object.keys(seconds).length === ms.size &&
    [...ms].every(([id, inRoom]) => Math.abs((seconds[id] ?? -1) * 1000 - inRoom) < 1000)
  );
}

/** What a person was told of their command is what became of it, once and not twice (SI14, SI19). */
function checkOutcomes({ clients, disk, watch, repeated }: World): void {
  const counts = new Map<string, number>();
  for (const { event } of disk.events) {
    const text = textOf(event);
    if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  for (const [text, count] of counts) if (count > 1) watch.fail('SI14', `"${text}" was done ${count} times`);
  for (const client of clients) {
    for (const { command, result } of client.outcomes) {
      const text = textOf(command);
      if (text === null) continue;
      const isDone = counts.has(text);
      if (result === 'taken' && !isDone) watch.fail('SI13', `"${text}" was taken and is not in the log`);
      if (['forbidden', 'conflict', 'not_found'].includes(result) && isDone && !repeated.has(text))
        watch.fail('SI19', `"${text}" was refused and done`);
    }
  }
}

/** The words by which a message or a room of a run is known: no two have the same. */
function textOf(thing: object): string | null {
  if ('type' in thing && thing.type === 'roomAdded' && 'room' in thing) return textOf(Object(thing.room));
  if ('message' in thing) return textOf(Object(thing.message));
  if ('text' in thing && typeof thing.text === 'string' && thing.text.startsWith('word ')) return thing.text;
  return 'name' in thing && typeof thing.name === 'string' && thing.name.startsWith('word ')
    ? thing.name
    : null;
}
