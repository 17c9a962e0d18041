import type { HubCommand } from '../../../protocol/session/commands.ts';
import type { SessionState } from '../../../protocol/session/state.ts';
import type { DecideContext, Decision } from '../contract.ts';
import { accept, refuse } from '../decision.ts';
import { eventsDue } from '../deadline.ts';

/** What the hub itself says to a session: its making, lost and restored connections, the clock, turns of speech (SE6, SE110 to SE112, SE116). */
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
      const person = state.participants[command.participantId];
      const isHere = person?.presence.stage === 'present' || person?.presence.stage === 'waiting';
      if (!person || !isHere || person.connection.state === 'lost') return accept();
      return accept({ type: 'connectionLost', participantId: person.id });
    }
    case 'connectionRestored': {
      const person = state.participants[command.participantId];
      if (person?.connection.state !== 'lost') return accept();
      const lostForMs = Math.max(0, context.now - person.connection.since);
      return accept({ type: 'connectionRestored', participantId: person.id, lostForMs });
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
