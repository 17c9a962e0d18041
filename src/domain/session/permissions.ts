import type { CommandType } from '../../protocol/session/commands.ts';
import type { ParticipantRole } from '../../protocol/session/people.ts';

const FACILITATORS = ['lead', 'coFacilitator', 'supervisor'] as const satisfies readonly ParticipantRole[];
const STAFF = [
  'lead',
  'coFacilitator',
  'supervisor',
  'noteTaker',
] as const satisfies readonly ParticipantRole[];
const MEMBERS = ['member'] as const satisfies readonly ParticipantRole[];
const EVERYONE = [...STAFF, ...MEMBERS] as const;

/**
 * Who may give which command at all (domain.md 9.2: lead, co-lead and supervisor run a session; product.md, "Who uses
 * it"). What is not listed is refused. A slice may narrow it further: a member lowers only their own hand.
 */
export const COMMAND_ROLES: Readonly<Record<CommandType, readonly ParticipantRole[]>> = {
  openWaitingRoom: FACILITATORS,
  startSession: FACILITATORS,
  endSession: FACILITATORS,
  setLock: FACILITATORS,
  startBlock: FACILITATORS,
  arrive: EVERYONE,
  leave: EVERYONE,
  admit: FACILITATORS,
  admitAll: FACILITATORS,
  sendToWaiting: FACILITATORS,
  remove: FACILITATORS,
  letBackIn: FACILITATORS,
  setWaitingMessage: FACILITATORS,
  addRoom: FACILITATORS,
  renameRoom: FACILITATORS,
  removeRoom: FACILITATORS,
  assign: FACILITATORS,
  shuffleRooms: FACILITATORS,
  openRooms: FACILITATORS,
  moveToRoom: FACILITATORS,
  visitRoom: STAFF,
  messageRooms: FACILITATORS,
  extendRooms: FACILITATORS,
  recallRooms: FACILITATORS,
  cancelRecall: FACILITATORS,
  setMic: EVERYONE,
  setCamera: EVERYONE,
  mute: FACILITATORS,
  muteAll: FACILITATORS,
  askToUnmute: FACILITATORS,
  stopCamera: FACILITATORS,
  raiseHand: EVERYONE,
  lowerHand: EVERYONE,
  spotlight: FACILITATORS,
  startShare: EVERYONE,
  stopShare: EVERYONE,
  setMembersMayShare: FACILITATORS,
  raiseShield: EVERYONE,
  lowerShield: EVERYONE,
  showSlide: FACILITATORS,
  hideSlides: FACILITATORS,
  sendChat: EVERYONE,
  setChatPolicy: FACILITATORS,
  askForHelp: MEMBERS,
  takeHelp: STAFF,
  endHelp: EVERYONE,
  rate: MEMBERS,
};

/** Whether a role may give a command at all. */
export function mayCommand(role: ParticipantRole, type: CommandType): boolean {
  return COMMAND_ROLES[type].includes(role);
}
