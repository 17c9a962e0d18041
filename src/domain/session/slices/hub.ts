import type { HubCommand } from '../../../protocol/session/commands.ts';
import type { Participant } from '../../../protocol/session/people.ts';
import type { SessionState } from '../../../protocol/session/state.ts';
import type { DecideContext, Decision } from '../contract.ts';
import { accept, refuse } from '../decision.ts';
import { eventsDue } from '../deadline.ts';

/** What the hub itself says to a session: its making, lost and restored connections, lost rights, the clock, turns of speech (SE6, SE110 to SE116). */
export function decideForHub(
  state: SessionState | null,
  command: HubCommand,
  context: DecideContext,
): Decision {
  if (command.type === 'create')
    return state ? accept() : accept({ type: 'sessionCreated', facts: command.facts });
  if (!state) return refuse('session.notOpenYet');
  if (state.status === 'ended') return accept();
  switch (command.type) {
    case 'connectionLost': {
      const person = personHere(state, command.participantId);
      return person?.connection.state === 'online'
        ? accept({ type: 'connectionLost', participantId: person.id })
        : accept();
    }
    case 'connectionRestored': {
      const person = state.participants[command.participantId];
      if (person?.connection.state !== 'lost') return accept();
      const lostForMs = Math.max(0, context.now - person.connection.since);
      return accept({ type: 'connectionRestored', participantId: person.id, lostForMs });
    }
    case 'hubWasAway':
      return accept(
        ...Object.keys(state.participants)
          .filter((id) => personHere(state, id)?.connection.state === 'online')
          .map((participantId) => ({ type: 'connectionLost', participantId }) as const),
      );
    case 'expel': {
      const person = personHere(state, command.participantId);
      return person ? accept({ type: 'participantLeft', participantId: person.id }) : accept();
    }
    case 'timePassed':
      return accept(...eventsDue(state, context.now));
    case 'recordTurn':
      return state.participants[command.participantId] && command.durationMs > 0
        ? accept({
            type: 'turnTaken',
            participantId: command.participantId,
            durationMs: Math.round(command.durationMs),
          })
        : accept();
  }
}

/** Somebody in the room or at its door, with or without a connection at this moment. */
function personHere(state: SessionState, participantId: string): Participant | null {
  const person = state.participants[participantId];
  const stage = person?.presence.stage;
  return person && (stage === 'present' || stage === 'waiting') ? person : null;
}
