import type { HubMessage, HubMessageOf } from '../../../src/protocol/live.ts';
import type { LoggedEvent, SessionEventType } from '../../../src/protocol/session/events.ts';
import type { Page } from '../oracle/page.ts';
import type { Story } from '../oracle/Story.ts';
import type { Person } from '../world/people.ts';

/** Events that carry, or give away, what only staff may know (SE131, SE132). */
const STAFF_ONLY: ReadonlySet<SessionEventType> = new Set([
  'participantArrived',
  'participantAdmitted',
  'participantSentToWaiting',
  'participantRemoved',
  'participantLetBackIn',
  'participantAssigned',
  'roomsShuffled',
  'lockChanged',
  'turnTaken',
]);
/** Events that reach the one they are about, and staff. */
const THEIRS: ReadonlySet<SessionEventType> = new Set([
  'unmuteAsked',
  'helpAsked',
  'helpTaken',
  'helpEnded',
  'shieldRaised',
  'shieldLowered',
  'rated',
]);

/**
 * What is wrong with sending somebody this message, judged by the story alone; null where nothing is (SI16).
 * @param now the page that the hub's state stands at
 */
export function leakIn(message: HubMessage, viewer: Person, story: Story, now: Page): string | null {
  const isStaff = viewer.kind === 'staff';
  switch (message.type) {
    case 'snapshot':
      return leakInSnapshot(message, viewer.id, isStaff, story.at(message.state.seq));
    case 'events':
      for (const event of message.events) {
        const leak = leakInEvent(event, viewer.id, isStaff, story);
        if (leak) return leak;
      }
      return null;
    case 'speakers':
      return isStaff ? null : leakInSpeakers(message.participantIds, viewer.id, now);
    case 'qualities':
      return isStaff ? null : 'a member is told of connections';
    default:
      return null;
  }
}

function leakInSnapshot(
  { state }: HubMessageOf<'snapshot'>,
  viewerId: string,
  isStaff: boolean,
  page: Page,
): string | null {
  const letters = page.letters.filter((letter) => letter.for.has(viewerId));
  if (state.chat.map(({ id }) => id).join() !== letters.map(({ id }) => id).join())
    return `of the messages, ${state.chat.length} are sent and ${letters.length} are theirs`;
  if (isStaff) return null;
  const isInside = page.people.get(viewerId)?.roomId != null;
  for (const person of Object.values(state.participants)) {
    if (person.door) return `the door facts of ${person.id}`;
    if (person.id === viewerId) continue;
    const figure = page.people.get(person.id);
    if (person.help || person.isShielded) return `the help or shield of ${person.id}`;
    if (figure?.roomId == null) return `${person.id}, who is not in the session`;
    if (!isInside && !figure.isStaff) return `${person.id}, while waiting`;
    if (!isInside && (person.isMicOn || person.handRaisedAt !== null || person.share))
      return `what ${person.id} does inside, while waiting`;
  }
  if (Object.keys(state.speaking).length > 0) return 'speaking times';
  const strangers = Object.keys(state.ratings).filter((id) => id !== viewerId);
  if (strangers.length > 0) return `what ${strangers.join()} rated`;
  if (Object.keys(state.breakouts.assignments).length > 0) return 'the plan of rooms';
  if (!isInside && (state.slide || state.spotlightId !== null || state.agenda.blocks.length > 0))
    return 'what goes on inside, while waiting';
  return null;
}

function leakInEvent(
  { seq, event }: LoggedEvent,
  viewerId: string,
  isStaff: boolean,
  story: Story,
): string | null {
  if (event.type === 'chatSent') {
    const letter = story.at(seq).letters.at(-1);
    return letter?.for.has(viewerId) ? null : `message ${event.message.id}, which is not theirs`;
  }
  if (isStaff) return null;
  if (STAFF_ONLY.has(event.type)) return `a ${event.type}`;
  if (THEIRS.has(event.type) && 'participantId' in event && event.participantId !== viewerId)
    return `a ${event.type} about ${event.participantId}`;
  const isInside = story.at(seq).people.get(viewerId)?.roomId != null;
  return event.type === 'waitingMessageSet' && isInside ? 'the message for those who wait' : null;
}

function leakInSpeakers(ids: readonly string[], viewerId: string, now: Page): string | null {
  const roomId = now.people.get(viewerId)?.roomId;
  const stranger = ids.find(
    (id) => id !== viewerId && (roomId == null || now.people.get(id)?.roomId !== roomId),
  );
  return stranger === undefined ? null : `${stranger} speaking in another room`;
}
