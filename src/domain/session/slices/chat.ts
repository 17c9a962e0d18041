import { MAIN_ROOM_ID, type ChatTarget, type SessionState } from '../../../protocol/session/state.ts';
import type { Participant } from '../../../protocol/session/people.ts';
import type { RefusalRule } from '../../../protocol/session/refusals.ts';
import { accept, refuse, type SliceRules } from '../decision.ts';
import { isStaff, peopleIn, presentPeople, roomOf } from '../people.ts';

/**
 * Who receives a message, or the rule it breaks. A member may always write to staff; to the room only where the
 * policy says so; never to another member in private (SE90 to SE94).
 */
function audienceOfChat(
  state: SessionState,
  self: Participant,
  target: ChatTarget,
): readonly string[] | RefusalRule {
  const ids = (people: readonly Participant[]) => people.map((person) => person.id);
  switch (target.to) {
    case 'room': {
      if (state.chatPolicy === 'off') return 'chat.off';
      if (state.chatPolicy === 'staffOnly' && !isStaff(self)) return 'chat.staffOnly';
      return ids(peopleIn(state, roomOf(self) ?? MAIN_ROOM_ID));
    }
    case 'staff':
      return [...new Set([...ids(presentPeople(state).filter(isStaff)), self.id])];
    case 'person': {
      const other = state.participants[target.participantId];
      if (!other || (other.presence.stage !== 'present' && other.presence.stage !== 'waiting'))
        return 'chat.unknownRecipient';
      if (!isStaff(self) && !isStaff(other)) return 'chat.staffOnly';
      return [...new Set([other.id, self.id])];
    }
  }
}

/** Rules of the chat and of the staff line. */
export const chatRules: SliceRules<'sendChat' | 'setChatPolicy'> = {
  sendChat: ({ state, self, command, context }) => {
    const audience = audienceOfChat(state, self, command.target);
    if (typeof audience === 'string') return refuse(audience);
    return accept({
      type: 'chatSent',
      message: {
        id: context.newId(),
        at: context.now,
        from: self.id,
        target: command.target,
        roomId: roomOf(self) ?? MAIN_ROOM_ID,
        text: command.text,
        audience: [...audience],
      },
    });
  },

  setChatPolicy: ({ state, command }) =>
    state.chatPolicy === command.policy
      ? accept()
      : accept({ type: 'chatPolicyChanged', policy: command.policy }),
};
