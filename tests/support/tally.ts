import type { SeenEvent } from './mediaProbe.ts';

/** One stretch of somebody's in a room, half open, in milliseconds since the epoch. */
type Stay = { readonly who: string; readonly room: string; readonly from: number; readonly to: number };

/** Counts, from raw events, how long each person was let in and connected in each room, in milliseconds. */
export function tally(events: readonly SeenEvent[]): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const total = new Map<string, Map<string, number>>();
  for (const { who, room, from, to } of staysIn(events)) {
    const rooms = total.get(who) ?? new Map<string, number>();
    rooms.set(room, (rooms.get(room) ?? 0) + to - from);
    total.set(who, rooms);
  }
  return new Map([...total].map(([who, rooms]) => [who, Object.fromEntries(rooms)]));
}

/**
 * Counts, from raw events, how much of each person's time lay in parts of the run sheet that count: whole seconds, rounded down.
 * @param pauses the parts that do not count, by their places in the run sheet
 */
export function tallyCountable(
  events: readonly SeenEvent[],
  pauses: readonly number[],
): ReadonlyMap<string, number> {
  const parts = events.flatMap(({ at, event }) =>
    event.type === 'blockStarted' || event.type === 'sessionEnded'
      ? [{ at, counts: event.index !== undefined && !pauses.includes(event.index) }]
      : [],
  );
  const overlap = (from: number, to: number): number =>
    parts.reduce((sum, { at, counts }, place) => {
      const end = parts[place + 1]?.at ?? at;
      return counts ? sum + Math.max(0, Math.min(to, end) - Math.max(from, at)) : sum;
    }, 0);
  const total = new Map<string, number>();
  for (const { who, from, to } of staysIn(events)) total.set(who, (total.get(who) ?? 0) + overlap(from, to));
  return new Map([...total].map(([who, ms]) => [who, Math.floor(ms / 1000)]));
}

function staysIn(events: readonly SeenEvent[]): readonly Stay[] {
  const stays: Stay[] = [];
  const standing = new Map<string, { room: string; since: number }>();
  const offline = new Map<string, string>();
  const plan = new Map<string, string>();
  const go = (who: string, room: string | null, at: number) => {
    const before = standing.get(who);
    if (before) stays.push({ who, room: before.room, from: before.since, to: at });
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
  return stays;
}
