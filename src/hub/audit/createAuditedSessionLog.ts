import type { LoggedEvent } from '../../protocol/session/events.ts';
import type { SessionLog } from '../records/sessionLog.ts';
import { withAppend } from '../records/withAppend.ts';
import type { Together } from '../records/together/createTogether.ts';
import type { AuditActor, AuditDraft, AuditLog } from './auditLog.ts';

/** The session log, whose openings, comings and endings stand in the audit, durable with the events (AU13). */
export function createAuditedSessionLog({
  sessionLog,
  audit,
  together,
}: {
  sessionLog: SessionLog;
  audit: Pick<AuditLog, 'append'>;
  together: Together['together'];
}): SessionLog {
  return withAppend(sessionLog, async (sessionId, afterSeq, events, commands) => {
    const drafts = events.flatMap((logged) => draftsOf(sessionId, logged));
    const append = () => sessionLog.append(sessionId, afterSeq, events, commands);
    if (drafts.length === 0) return append();
    return together(async () => {
      await append();
      for (const draft of drafts) await audit.append(draft);
    });
  });
}

function draftsOf(sessionId: string, { by, event }: LoggedEvent): AuditDraft[] {
  // What is recorded here, staff alone or the hub can do (docs/spec/session.md).
  const actor: AuditActor = by === 'hub' ? { kind: 'hub' } : { kind: 'staff', id: by };
  switch (event.type) {
    case 'waitingRoomOpened':
      return [{ kind: 'sessionOpened', actor, sessionId }];
    case 'sessionStarted':
      return [{ kind: 'sessionStarted', actor, sessionId }];
    case 'sessionEnded':
      return [{ kind: 'sessionEnded', actor, sessionId }];
    case 'participantArrived': {
      if (event.roomId === null) return [];
      const kind = event.role === 'member' ? 'member' : 'staff';
      return [{ kind: 'sessionJoined', actor: { kind, id: event.participantId }, sessionId }];
    }
    case 'participantAdmitted':
      return [{ kind: 'sessionJoined', actor, about: member(event.participantId), sessionId }];
    case 'participantRemoved':
      return [{ kind: 'participantRemoved', actor, about: member(event.participantId), sessionId }];
    case 'participantLetBackIn':
      return [{ kind: 'participantLetBackIn', actor, about: member(event.participantId), sessionId }];
    // What goes on in the group is the session's own log's to keep; a new event is put here or above.
    case 'sessionCreated':
    case 'lockChanged':
    case 'blockStarted':
    case 'participantSentToWaiting':
    case 'participantLeft':
    case 'waitingMessageSet':
    case 'connectionLost':
    case 'connectionRestored':
    case 'roomAdded':
    case 'roomRenamed':
    case 'roomRemoved':
    case 'participantAssigned':
    case 'roomsShuffled':
    case 'roomsOpened':
    case 'participantMoved':
    case 'roomsExtended':
    case 'recallStarted':
    case 'recallCancelled':
    case 'roomsClosed':
    case 'micChanged':
    case 'cameraChanged':
    case 'unmuteAsked':
    case 'handRaised':
    case 'handLowered':
    case 'spotlightChanged':
    case 'shareStarted':
    case 'shareStopped':
    case 'membersMayShareChanged':
    case 'shieldRaised':
    case 'shieldLowered':
    case 'turnTaken':
    case 'slideShown':
    case 'slidesHidden':
    case 'chatSent':
    case 'chatPolicyChanged':
    case 'helpAsked':
    case 'helpTaken':
    case 'helpEnded':
    case 'rated':
      return [];
  }
}

function member(id: string) {
  return { kind: 'member', id } as const;
}
