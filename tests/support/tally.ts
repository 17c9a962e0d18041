import type { SeenEvent } from './mediaProbe.ts';

/** Counts, from raw events, how long each person was let in and connected in each room: whole seconds, rounded down. */
export function tally(events: readonly SeenEvent[]): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const standing = new Map<string, { room: string; since: number }>();
  const offline = new Map<string, string>();
  const plan = new Map<string, string>();
  const total = new Map<string, Map<string, number>>();
  const go = (who: string, room: string | null, at: number) => {
    const before = standing.get(who);
    if (before) {
      const rooms = total.get(who) ?? new Map<string, number>();
      rooms.set(before.room, (rooms.get(before.room) ?? 0) + at - before.since);
      total.set(who, rooms);
    }
    if (room === null) standing.delete(who);
    else standing.set(who, { room, since: at });
  };
  for (const { at, event } of events) {
    const who = event.participantId ?? '';
    switch (event.type) {
      case 'participantArrived':
      case 'participantAdmitted':
      case 'participantMoved':
        if (!event.roomId) break;
        if (offline.has(who)) offline.set(who, event.roomId);
        else go(who, event.roomId, at);
        break;
      case 'participantAssigned':
        if (event.roomId) plan.set(who, event.roomId);
        else plan.delete(who);
        break;
      case 'roomsOpened':
        for (const [person, room] of plan) if (standing.has(person)) go(person, room, at);
        break;
      case 'roomsClosed':
        for (const person of standing.keys()) go(person, 'main', at);
        for (const person of offline.keys()) offline.set(person, 'main');
        break;
      case 'connectionLost':
        offline.set(who, standing.get(who)?.room ?? 'main');
        go(who, null, at);
        break;
      case 'connectionRestored':
        if (offline.has(who)) go(who, offline.get(who) ?? 'main', at);
        offline.delete(who);
        break;
      case 'participantLeft':
      case 'participantRemoved':
        go(who, null, at);
        break;
      case 'sessionEnded':
        for (const person of standing.keys()) go(person, null, at);
        break;
      default:
    }
  }
  return new Map(
    [...total].map(([who, rooms]) => [
      who,
      Object.fromEntries([...rooms].map(([room, ms]) => [room, Math.floor(ms / 1000)])),
    ]),
  );
}
