import { roomIdOf } from '../../src/domain/session/people.ts';
import type { LoggedEvent } from '../../src/protocol/session/events.ts';
import { MAIN_ROOM_ID, type ChatMessage, type SessionState } from '../../src/protocol/session/state.ts';

/**
 * Something that happened to the member and is told to them. Most of what members receive are snapshots
 * (docs/spec/session.md, SE130), so moments are read from the difference between two states.
 */
export type Moment =
  | { readonly kind: 'moved'; readonly roomName: string }
  | { readonly kind: 'broughtBack' }
  | { readonly kind: 'recall'; readonly endsAt: number }
  | { readonly kind: 'recallCancelled' }
  | { readonly kind: 'helpTaken'; readonly byId: string }
  | { readonly kind: 'helpEnded' }
  | { readonly kind: 'handLowered' }
  | { readonly kind: 'announcement'; readonly message: ChatMessage }
  | { readonly kind: 'chat'; readonly message: ChatMessage }
  | { readonly kind: 'slide'; readonly title: string }
  | { readonly kind: 'started' }
  | { readonly kind: 'spotlit' }
  | { readonly kind: 'askedToUnmute'; readonly byId: string }
  | { readonly kind: 'mutedBy'; readonly byId: string }
  | { readonly kind: 'cameraStoppedBy'; readonly byId: string };

/** What the difference between two states means for one person. */
export function momentsBetween(
  before: SessionState,
  after: SessionState,
  selfId: string,
  language: 'en' | 'es',
): readonly Moment[] {
  return [
    ...roomMoments(before, after, selfId),
    ...helpMoments(before, after, selfId),
    ...chatMoments(before, after, selfId),
    ...slideMoments(before, after, language),
    ...(before.spotlightId !== selfId && after.spotlightId === selfId ? [{ kind: 'spotlit' } as const] : []),
    ...(before.status === 'open' && after.status === 'in_progress' ? [{ kind: 'started' } as const] : []),
  ];
}

/** What an event means that reaches the member as such. */
export function momentOf({ by, event }: LoggedEvent, selfId: string): Moment | null {
  switch (event.type) {
    case 'unmuteAsked':
      return event.participantId === selfId ? { kind: 'askedToUnmute', byId: by } : null;
    case 'micChanged':
      return isDoneToSelf(event, by, selfId) ? { kind: 'mutedBy', byId: by } : null;
    case 'cameraChanged':
      return isDoneToSelf(event, by, selfId) ? { kind: 'cameraStoppedBy', byId: by } : null;
    case 'handLowered':
      return event.participantId === selfId && by !== selfId ? { kind: 'handLowered' } : null;
    default:
      return null;
  }
}

/** The name of a breakout room; null for the main room. */
export function roomNameOf(state: SessionState, roomId: string | null): string | null {
  return state.breakouts.rooms.find(({ id }) => id === roomId)?.name ?? null;
}

function isDoneToSelf(event: { participantId: string; isOn: boolean }, by: string, selfId: string): boolean {
  return event.participantId === selfId && !event.isOn && by !== selfId && by !== 'hub';
}

function roomMoments(before: SessionState, after: SessionState, selfId: string): readonly Moment[] {
  const moments: Moment[] = [];
  const from = roomIdOf(before, selfId);
  const to = roomIdOf(after, selfId);
  if (from !== null && to !== null && from !== to) {
    const roomName = roomNameOf(after, to);
    moments.push(
      to === MAIN_ROOM_ID || roomName === null ? { kind: 'broughtBack' } : { kind: 'moved', roomName },
    );
  }
  const endsBefore = before.breakouts.stage === 'open' ? before.breakouts.recallEndsAt : null;
  const endsAfter = after.breakouts.stage === 'open' ? after.breakouts.recallEndsAt : null;
  if (endsAfter !== null && endsBefore !== endsAfter) moments.push({ kind: 'recall', endsAt: endsAfter });
  if (endsBefore !== null && endsAfter === null && after.breakouts.stage === 'open')
    moments.push({ kind: 'recallCancelled' });
  return moments;
}

function helpMoments(before: SessionState, after: SessionState, selfId: string): readonly Moment[] {
  const was = before.participants[selfId]?.help ?? null;
  const is = after.participants[selfId]?.help ?? null;
  if (was !== null && was.takenBy === null && is !== null && is.takenBy !== null)
    return [{ kind: 'helpTaken', byId: is.takenBy }];
  if (was !== null && is === null) return [{ kind: 'helpEnded' }];
  return [];
}

function chatMoments(before: SessionState, after: SessionState, selfId: string): readonly Moment[] {
  const known = new Set(before.chat.map(({ id }) => id));
  return after.chat
    .filter((message) => !known.has(message.id) && message.from !== selfId)
    .map((message) => ({
      kind: message.target.to === 'announcement' ? ('announcement' as const) : ('chat' as const),
      message,
    }));
}

function slideMoments(before: SessionState, after: SessionState, language: 'en' | 'es'): readonly Moment[] {
  if (after.slide === null) return [];
  const isSame = before.slide?.deckId === after.slide.deckId && before.slide.index === after.slide.index;
  return isSame ? [] : [{ kind: 'slide', title: after.slide.text[language].title }];
}
