import type { Participant } from '../../../protocol/session/people.ts';
import type { SessionEvent } from '../../../protocol/session/events.ts';
import type { SessionState } from '../../../protocol/session/state.ts';
import type { Decision } from '../contract.ts';
import { accept, refuse, type SliceRules } from '../decision.ts';
import { isStaff, peopleIn, roomOf } from '../people.ts';

function onPerson(state: SessionState, id: string, decideFor: (person: Participant) => Decision): Decision {
  const person = state.participants[id];
  if (!person) return refuse('session.unknownPerson', 'not_found');
  return person.presence.stage === 'present' ? decideFor(person) : refuse('session.notInRoom');
}

const muted = (participantId: string): SessionEvent => ({ type: 'micChanged', participantId, isOn: false });

/** Rules of who is heard and seen: microphones, cameras, hands, spotlight, shares and the shield (SE60 to SE67). */
export const floorRules: SliceRules<
  | 'setMic'
  | 'setCamera'
  | 'mute'
  | 'muteAll'
  | 'askToUnmute'
  | 'stopCamera'
  | 'raiseHand'
  | 'lowerHand'
  | 'spotlight'
  | 'startShare'
  | 'stopShare'
  | 'setMembersMayShare'
  | 'raiseShield'
  | 'lowerShield'
> = {
  setMic: ({ self, command }) => {
    if (self.isShielded && command.isOn) return refuse('floor.shielded');
    if (self.isMicOn === command.isOn) return accept();
    return accept({ type: 'micChanged', participantId: self.id, isOn: command.isOn });
  },

  setCamera: ({ self, command }) => {
    if (self.isShielded && command.isOn) return refuse('floor.shielded');
    if (self.isCameraOn === command.isOn) return accept();
    return accept({ type: 'cameraChanged', participantId: self.id, isOn: command.isOn });
  },

  mute: ({ state, command }) =>
    onPerson(state, command.participantId, (person) =>
      person.isMicOn ? accept(muted(person.id)) : accept(),
    ),

  muteAll: ({ state, self }) =>
    accept(
      ...peopleIn(state, roomOf(self) ?? '')
        .filter((person) => person.role === 'member' && person.isMicOn)
        .map((person) => muted(person.id)),
    ),

  askToUnmute: ({ state, command }) =>
    onPerson(state, command.participantId, (person) =>
      person.isMicOn ? accept() : accept({ type: 'unmuteAsked', participantId: person.id }),
    ),

  stopCamera: ({ state, command }) =>
    onPerson(state, command.participantId, (person) =>
      person.isCameraOn ? accept({ type: 'cameraChanged', participantId: person.id, isOn: false }) : accept(),
    ),

  raiseHand: ({ self }) =>
    self.handRaisedAt === null ? accept({ type: 'handRaised', participantId: self.id }) : accept(),

  lowerHand: ({ state, self, command }) => {
    const id = command.participantId ?? self.id;
    if (id !== self.id && !isStaff(self)) return refuse('session.notYours', 'forbidden');
    return onPerson(state, id, (person) =>
      person.handRaisedAt === null ? accept() : accept({ type: 'handLowered', participantId: id }),
    );
  },

  spotlight: ({ state, command }) => {
    if (state.spotlightId === command.participantId) return accept();
    if (command.participantId === null) return accept({ type: 'spotlightChanged', participantId: null });
    return onPerson(state, command.participantId, (person) =>
      accept({ type: 'spotlightChanged', participantId: person.id }),
    );
  },

  startShare: ({ state, self, command }) => {
    if (!isStaff(self) && !state.membersMayShare) return refuse('floor.membersMayNotShare', 'forbidden');
    if (self.isShielded) return refuse('floor.shielded');
    if (self.share) return accept();
    const started: SessionEvent = {
      type: 'shareStarted',
      participantId: self.id,
      hasSound: command.hasSound,
    };
    const other = peopleIn(state, roomOf(self) ?? '').find((person) => person.share);
    if (!other) return accept(started);
    if (!isStaff(self)) return refuse('floor.someoneIsSharing');
    return accept({ type: 'shareStopped', participantId: other.id }, started);
  },

  stopShare: ({ state, self, command }) => {
    const id = command.participantId ?? self.id;
    if (id !== self.id && !isStaff(self)) return refuse('session.notYours', 'forbidden');
    return onPerson(state, id, (person) =>
      person.share ? accept({ type: 'shareStopped', participantId: id }) : accept(),
    );
  },

  setMembersMayShare: ({ state, command }) =>
    state.membersMayShare === command.isAllowed
      ? accept()
      : accept({ type: 'membersMayShareChanged', isAllowed: command.isAllowed }),

  raiseShield: ({ self }) =>
    self.isShielded ? accept() : accept({ type: 'shieldRaised', participantId: self.id }),

  lowerShield: ({ self }) =>
    self.isShielded ? accept({ type: 'shieldLowered', participantId: self.id }) : accept(),
};
