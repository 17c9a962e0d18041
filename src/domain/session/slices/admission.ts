import type { CommandOf } from '../../../protocol/session/commands.ts';
import type { SessionEvent } from '../../../protocol/session/events.ts';
import type { DoorFacts, Participant, ParticipantRole } from '../../../protocol/session/people.ts';
import { MAIN_ROOM_ID, type SessionState } from '../../../protocol/session/state.ts';
import type { Decision } from '../contract.ts';
import { accept, refuse, type SliceRules } from '../decision.ts';
import { isStaff, waitingPeople } from '../people.ts';

type Arriving = { readonly id: string; readonly name: string; readonly role: ParticipantRole };

/** Somebody comes to the door. Staff step right in; a member waits, unless they had been let in before (SE20 to SE30). */
export function decideArrival(state: SessionState, who: Arriving, command: CommandOf<'arrive'>): Decision {
  const known = state.participants[who.id];
  if (known && (known.presence.stage === 'present' || known.presence.stage === 'waiting')) return accept();
  const isReturning = known?.presence.stage === 'left' && known.presence.wasIn;
  const arrived = (roomId: string | null, door: DoorFacts | null): Decision =>
    accept({
      type: 'participantArrived',
      participantId: who.id,
      name: who.name,
      role: who.role,
      seat: known?.seat ?? Object.keys(state.participants).length,
      roomId,
      isMicOn: command.isMicOn,
      isCameraOn: command.isCameraOn,
      door,
    });
  if (who.role !== 'member') return arrived(roomToReturnTo(state, who.id), null);

  if (state.status === 'scheduled') return refuse('session.notOpenYet');
  if (known?.presence.stage === 'removed') return refuse('admission.removed', 'forbidden');
  if (state.isLocked && known?.mayPassLock !== true) return refuse('admission.locked');
  if (command.door && !command.door.hasAgreed) return refuse('admission.agreementMissing');
  if (command.door?.privacy.isDriving) return refuse('admission.driving');
  const door = command.door ? { checks: command.door.checks, privacy: command.door.privacy } : known?.door;
  if (!door) return refuse('admission.checksMissing');
  return arrived(isReturning ? roomToReturnTo(state, who.id) : null, door);
}

/** The seat is kept: whoever comes back while rooms are open returns to the room they were placed in (SE27). */
function roomToReturnTo(state: SessionState, participantId: string): string {
  if (state.breakouts.stage !== 'open') return MAIN_ROOM_ID;
  return state.breakouts.assignments[participantId] ?? MAIN_ROOM_ID;
}

function onMember(state: SessionState, id: string, decideFor: (member: Participant) => Decision): Decision {
  const person = state.participants[id];
  if (!person) return refuse('session.unknownPerson', 'not_found');
  return isStaff(person) ? refuse('admission.staffStay') : decideFor(person);
}

/** Who was sent to the waiting room by mistake stands where they stood; who is new stands in the circle (SE30). */
const admitted = (state: SessionState, participantId: string): SessionEvent => ({
  type: 'participantAdmitted',
  participantId,
  roomId: roomToReturnTo(state, participantId),
});

/** Rules of the waiting room: who is let in, sent back, removed and let back in. */
export const admissionRules: SliceRules<
  'leave' | 'admit' | 'admitAll' | 'sendToWaiting' | 'remove' | 'letBackIn' | 'setWaitingMessage'
> = {
  leave: ({ self }) =>
    self.presence.stage === 'present' || self.presence.stage === 'waiting'
      ? accept({ type: 'participantLeft', participantId: self.id })
      : accept(),

  admit: ({ state, command }) =>
    onMember(state, command.participantId, (member) => {
      if (member.presence.stage === 'present') return accept();
      return member.presence.stage === 'waiting'
        ? accept(admitted(state, member.id))
        : refuse('admission.notWaiting');
    }),

  admitAll: ({ state }) =>
    accept(
      ...waitingPeople(state)
        .filter((person) => person.connection.state === 'online')
        .map((person) => admitted(state, person.id)),
    ),

  sendToWaiting: ({ state, command }) =>
    onMember(state, command.participantId, (member) => {
      if (member.presence.stage === 'waiting') return accept();
      return member.presence.stage === 'present'
        ? accept({ type: 'participantSentToWaiting', participantId: member.id })
        : refuse('session.notInRoom');
    }),

  remove: ({ state, command }) =>
    onMember(state, command.participantId, (member) =>
      member.presence.stage === 'removed'
        ? accept()
        : accept({ type: 'participantRemoved', participantId: member.id }),
    ),

  letBackIn: ({ state, command }) =>
    onMember(state, command.participantId, (member) =>
      member.presence.stage === 'removed'
        ? accept({ type: 'participantLetBackIn', participantId: member.id })
        : accept(),
    ),

  setWaitingMessage: ({ state, command }) => {
    const text = command.text === '' ? null : command.text;
    return text === state.waitingMessage ? accept() : accept({ type: 'waitingMessageSet', text });
  },
};
