import type { CommandType } from '../../protocol/session/commands.ts';
import type { ParticipantRole, Presence } from '../../protocol/session/people.ts';
import type { SessionState, SessionStatus } from '../../protocol/session/state.ts';
import type { Refusal } from './contract.ts';

/** Where somebody stands who gives a command: outside is who has never come. */
export type Standing = 'outside' | Presence['stage'];

/** When a command can be given, and by whom. What a rule does not name is refused. */
type CommandRule = {
  readonly roles: readonly ParticipantRole[];
  readonly from: readonly Standing[];
  readonly during: readonly SessionStatus[];
  readonly rooms: 'open' | 'closed' | 'either';
};

const FACILITATORS = ['lead', 'coFacilitator', 'supervisor'] as const satisfies readonly ParticipantRole[];
const STAFF = [...FACILITATORS, 'noteTaker'] as const satisfies readonly ParticipantRole[];
const MEMBERS = ['member'] as const satisfies readonly ParticipantRole[];
const EVERYONE = [...STAFF, ...MEMBERS] as const;

const ANYWHERE = ['outside', 'waiting', 'present', 'left', 'removed'] as const;
/** In the session, or in its waiting room. */
const COME = ['waiting', 'present'] as const;

/** By whom, and unless said otherwise: from inside, until the end, whether rooms are open or not. */
const by = (
  roles: readonly ParticipantRole[],
  rest: Partial<Omit<CommandRule, 'roles'>> = {},
): CommandRule => ({
  roles,
  from: ['present'],
  during: ['scheduled', 'open', 'in_progress'],
  rooms: 'either',
  ...rest,
});

/**
 * The one table of commands by role, standing, stage and rooms, which the hub decides by, and console and member page draw by (domain.md 9.2:
 * lead, co-lead and supervisor run a session; product.md, "Who uses it"; SE1 to SE3, SE7). A slice may narrow it further by what a
 * command is aimed at: a member lowers only their own hand.
 */
export const COMMAND_RULES: Readonly<Record<CommandType, CommandRule>> = {
  openWaitingRoom: by(FACILITATORS, { from: ANYWHERE }),
  startSession: by(FACILITATORS, { during: ['open', 'in_progress'] }),
  endSession: by(FACILITATORS, { during: ['open', 'in_progress', 'ended'] }),
  setLock: by(FACILITATORS),
  startBlock: by(FACILITATORS, { during: ['in_progress'] }),
  arrive: by(EVERYONE, { from: ANYWHERE }),
  leave: by(EVERYONE, { from: [...COME, 'left', 'removed'] }),
  admit: by(FACILITATORS),
  admitAll: by(FACILITATORS),
  sendToWaiting: by(FACILITATORS),
  remove: by(FACILITATORS),
  letBackIn: by(FACILITATORS),
  setWaitingMessage: by(FACILITATORS),
  addRoom: by(FACILITATORS),
  renameRoom: by(FACILITATORS),
  removeRoom: by(FACILITATORS),
  assign: by(FACILITATORS, { rooms: 'closed' }),
  shuffleRooms: by(FACILITATORS, { rooms: 'closed' }),
  openRooms: by(FACILITATORS, { rooms: 'closed' }),
  moveToRoom: by(FACILITATORS, { rooms: 'open' }),
  // Back to the circle one can go at any time: the rooms may have closed a moment ago.
  visitRoom: by(STAFF),
  messageRooms: by(FACILITATORS, { rooms: 'open' }),
  extendRooms: by(FACILITATORS, { rooms: 'open' }),
  recallRooms: by(FACILITATORS, { rooms: 'open' }),
  cancelRecall: by(FACILITATORS, { rooms: 'open' }),
  setMic: by(EVERYONE, { from: COME }),
  setCamera: by(EVERYONE, { from: COME }),
  mute: by(FACILITATORS),
  muteAll: by(FACILITATORS),
  askToUnmute: by(FACILITATORS),
  stopCamera: by(FACILITATORS),
  raiseHand: by(EVERYONE),
  lowerHand: by(EVERYONE),
  spotlight: by(FACILITATORS),
  startShare: by(EVERYONE),
  stopShare: by(EVERYONE),
  setMembersMayShare: by(FACILITATORS),
  raiseShield: by(EVERYONE, { from: COME }),
  lowerShield: by(EVERYONE, { from: COME }),
  showSlide: by(FACILITATORS),
  hideSlides: by(FACILITATORS),
  sendChat: by(EVERYONE),
  setChatPolicy: by(FACILITATORS),
  askForHelp: by(MEMBERS),
  takeHelp: by(STAFF),
  endHelp: by(EVERYONE),
  rate: by(MEMBERS, { from: COME }),
};

/** Whether a role may give a command at all, in some session. */
export function mayCommand(role: ParticipantRole, type: CommandType): boolean {
  return COMMAND_RULES[type].roles.includes(role);
}

/**
 * What the table has against a command as things are; null where it has nothing. Rights come before existence, the session's
 * existence before where one stands in it.
 *
 * @param role null for who takes no part in any session
 * @param state null for a session that has no log yet
 * @param selfId whoever gives the command
 */
export function refusalByTable(
  type: CommandType,
  role: ParticipantRole | null,
  state: SessionState | null,
  selfId: string,
): Refusal | null {
  const { from, during, rooms } = COMMAND_RULES[type];
  if (!role || !mayCommand(role, type)) return { rule: 'session.notYours', kind: 'forbidden' };
  if (!state) return { rule: 'session.notOpenYet', kind: 'conflict' };
  const { status } = state;
  if (status === 'ended') return during.includes(status) ? null : { rule: 'session.ended', kind: 'gone' };
  if (!from.includes(state.participants[selfId]?.presence.stage ?? 'outside'))
    return { rule: 'session.notInRoom', kind: 'conflict' };
  if (!during.includes(status))
    return { rule: during.includes('open') ? 'session.notOpenYet' : 'session.notStarted', kind: 'conflict' };
  if (rooms !== 'either' && rooms !== (state.breakouts.stage === 'open' ? 'open' : 'closed'))
    return { rule: rooms === 'open' ? 'rooms.notOpen' : 'rooms.alreadyOpen', kind: 'conflict' };
  return null;
}
