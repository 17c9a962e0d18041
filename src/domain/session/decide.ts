import type { Command, HubCommand } from '../../protocol/session/commands.ts';
import type { ParticipantRole } from '../../protocol/session/people.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import type { Actor, DecideContext, Decision } from './contract.ts';
import { accept, refuse, type Asked, type RoomCommandType, type SliceRules } from './decision.ts';
import { refusalByTable } from './permissions.ts';
import { admissionRules, decideArrival } from './slices/admission.ts';
import { chatRules } from './slices/chat.ts';
import { floorRules } from './slices/floor.ts';
import { helpRules } from './slices/help.ts';
import { decideForHub } from './slices/hub.ts';
import { lifecycleRules, decideOpening } from './slices/lifecycle.ts';
import { ratingsRules } from './slices/ratings.ts';
import { roomsRules } from './slices/rooms.ts';
import { slidesRules } from './slices/slides.ts';

const RULES: SliceRules<RoomCommandType> = {
  ...lifecycleRules,
  ...admissionRules,
  ...roomsRules,
  ...floorRules,
  ...slidesRules,
  ...chatRules,
  ...helpRules,
  ...ratingsRules,
};

/** The role an actor has in a session, or null for one who takes no part in any. */
export function participantRole(actor: Actor): ParticipantRole | null {
  if (actor.kind === 'hub') return null;
  if (actor.kind === 'member') return 'member';
  return actor.role === 'administrator' ? null : actor.role;
}

/**
 * What follows from a command: events, or the rule it breaks. Pure. The table of commands is asked first, and then the slice's
 * own rules (docs/spec/session.md, SE1 to SE7).
 */
export function decide(
  state: SessionState | null,
  actor: Actor,
  command: Command | HubCommand,
  context: DecideContext,
): Decision {
  if (isHubCommand(command))
    return actor.kind === 'hub'
      ? decideForHub(state, command, context)
      : refuse('session.notYours', 'forbidden');
  if (actor.kind === 'hub') return refuse('session.notYours', 'forbidden');
  const role = participantRole(actor);
  const refusal = refusalByTable(command.type, role, state, actor.id);
  if (refusal) return { isAccepted: false, refusal };
  // The table lets none of these through.
  if (!role || !state) return refuse('session.notOpenYet');
  // What the table still lets through would only do once more what has been done.
  if (state.status === 'ended') return accept();
  if (command.type === 'openWaitingRoom') return decideOpening(state);
  if (command.type === 'arrive')
    return decideArrival(state, { id: actor.id, name: actor.name, role }, command);
  const self = state.participants[actor.id];
  return self ? applyRule(command.type, { state, self, command, context }) : refuse('session.notInRoom');
}

const HUB_COMMANDS: Readonly<Record<HubCommand['type'], true>> = {
  create: true,
  connectionLost: true,
  connectionRestored: true,
  hubWasAway: true,
  expel: true,
  timePassed: true,
  recordTurn: true,
};

function isHubCommand(command: Command | HubCommand): command is HubCommand {
  return command.type in HUB_COMMANDS;
}

function applyRule<T extends RoomCommandType>(type: T, asked: Asked<T>): Decision {
  return RULES[type](asked);
}
