import type { SessionEventType } from '../../protocol/session/events.ts';

/**
 * Whom among the members an event reaches, and in which form (docs/spec/session.md, SE130 to SE133). "As it is" is right
 * only where the event changes the member's part of the state exactly as it changes the whole.
 *
 * - `staff`: touches no member's part, ever
 * - `audience`: as it is to those the message was decided for
 * - `theirs`: as it is to the one it is about, and to no other
 * - `person`: as it is to the one it is about, and to those inside where that one is seated
 * - `inside`, `outside`, `all`: as it is to those let in, to those who are not, to both
 * - `cover`: as it is to the one it is about; what it does to their picture reaches those inside as a snapshot
 * - `board`: a snapshot to those inside while rooms are open; a plan is staff's
 * - `part`: a snapshot to those whose part it changes
 */
export type Reach =
  | 'staff'
  | 'audience'
  | 'theirs'
  | 'person'
  | 'inside'
  | 'outside'
  | 'all'
  | 'cover'
  | 'board'
  | 'part';

/** Each event's reach. A new event finds no default: whoever adds it says whom it reaches. */
export const REACH: Readonly<Record<SessionEventType, Reach>> = {
  sessionCreated: 'part',
  waitingRoomOpened: 'all',
  sessionStarted: 'all',
  sessionEnded: 'part',
  lockChanged: 'staff',
  blockStarted: 'inside',
  participantArrived: 'part',
  participantAdmitted: 'part',
  participantSentToWaiting: 'part',
  participantLeft: 'part',
  participantRemoved: 'part',
  participantLetBackIn: 'part',
  waitingMessageSet: 'outside',
  connectionLost: 'person',
  connectionRestored: 'person',
  roomAdded: 'board',
  roomRenamed: 'board',
  roomRemoved: 'board',
  participantAssigned: 'staff',
  roomsShuffled: 'staff',
  roomsOpened: 'part',
  participantMoved: 'person',
  roomsExtended: 'inside',
  recallStarted: 'inside',
  recallCancelled: 'inside',
  roomsClosed: 'part',
  micChanged: 'person',
  cameraChanged: 'person',
  unmuteAsked: 'theirs',
  handRaised: 'person',
  handLowered: 'person',
  spotlightChanged: 'inside',
  shareStarted: 'person',
  shareStopped: 'person',
  membersMayShareChanged: 'all',
  shieldRaised: 'cover',
  shieldLowered: 'theirs',
  turnTaken: 'staff',
  slideShown: 'inside',
  slidesHidden: 'inside',
  chatSent: 'audience',
  chatPolicyChanged: 'all',
  helpAsked: 'theirs',
  helpTaken: 'theirs',
  helpEnded: 'theirs',
  rated: 'theirs',
};
