/** A change of one place in a source file, as it is loaded: the text must be there exactly once. */
export type Edit = { readonly file: string; readonly find: string; readonly put: string };

/** A bug that is put in on purpose, to see that it is found (SI30). */
export type Bug = { readonly words: string; readonly edits: readonly Edit[] };

const WRITER = 'src/hub/live/SessionWriter.ts';
const HOST = 'src/hub/live/SessionHost.ts';
const REGISTRY = 'src/hub/live/SessionRegistry.ts';
const TICKETS = 'src/hub/identity/liveTickets.ts';
const DEADLINE = 'src/domain/session/deadline.ts';
const MIRROR = 'renderer/live/sessionMirror.ts';

/** Each by name. None of them is in the product: `plantBug` makes it while the modules are loaded. */
const BUGS: Readonly<Record<string, Bug>> = {
  acceptsBeforeSync: {
    words: 'the hub says "accepted" before the log is on the disk',
    edits: [{ file: WRITER, find: 'await log.append(', put: 'void log.append(' }],
  },
  keepsFormerRoom: {
    words: 'whoever enters a room does not leave the one before',
    edits: [
      {
        file: 'src/domain/session/evolve/standing.ts',
        find: 'withPerson(leaveRoom(state, id, at), id,',
        put: 'withPerson(state, id,',
      },
    ],
  },
  appliesTwice: {
    words: 'a window applies its last event once more on the snapshot after it',
    edits: [
      { file: MIRROR, find: 'let heardUpTo = 0;', put: 'let heardUpTo = 0; let lastHeard = null;' },
      {
        file: MIRROR,
        find: 'state = snapshot.state;',
        put: 'state = lastHeard ? evolve(snapshot.state, lastHeard) : snapshot.state;',
      },
      {
        file: MIRROR,
        find: 'if (logged.seq > heardUpTo) heard.push(logged);',
        put: 'if (logged.seq > heardUpTo) heard.push(logged); lastHeard = logged;',
      },
    ],
  },
  leaksChat: {
    words: 'a snapshot holds the messages of other rooms',
    edits: [
      {
        file: 'src/domain/session/view.ts',
        find: 'state.chat.filter((message) => message.audience.includes(viewer.participantId))',
        put: 'state.chat',
      },
    ],
  },
  countsTheLost: {
    words: 'attendance counts while the connection is lost',
    edits: [
      {
        file: 'src/domain/attendance/presence.ts',
        find: "person.connection.state === 'online' ? roomOf(person) : null",
        put: 'roomOf(person)',
      },
    ],
  },
  hearsThroughWalls: {
    words: 'everybody in any room hears everybody',
    edits: [
      {
        file: 'src/domain/session/audience.ts',
        find: 'room === roomOf(speaker)',
        put: 'roomOf(speaker) !== null',
      },
    ],
  },
  forgetsRepeats: {
    words: 'a command that is sent again is done again',
    edits: [{ file: WRITER, find: 'if (accepted) return', put: 'if (accepted && false) return' }],
  },
  losesWaiting: {
    words: 'what was said while the line was down is never sent',
    edits: [
      {
        file: 'renderer/live/connection/connection.ts',
        find: 'for (const waiting of outbox.unanswered()) line.send(waiting);',
        put: '',
      },
    ],
  },
  staysInRoom: {
    words: 'closing the rooms leaves people in them',
    edits: [
      {
        file: 'src/domain/session/evolve/rooms.ts',
        find: 'enterRoom(moved, person.id, MAIN_ROOM_ID, at)',
        put: 'moved',
      },
    ],
  },
  letsBothWindowsStay: {
    words: 'a second window does not take over',
    edits: [{ file: HOST, find: "if (older) this.#dismiss(older, 'takenOver');", put: '' }],
  },
  loadsTwice: {
    words: 'loading applies the last event of the snapshot once more',
    edits: [
      {
        file: WRITER,
        find: 'logged.seq > (snapshot?.seq ?? 0)',
        put: 'logged.seq >= (snapshot?.seq ?? 0)',
      },
    ],
  },
  leavesUnplanned: {
    words: 'a session that is taken off the schedule while it is loaded stays',
    edits: [
      {
        file: REGISTRY,
        find: 'const host = await this.liveHost(sessionId);',
        put: 'const host = this.#loaded.get(sessionId);',
      },
    ],
  },
  keepsThePutOut: {
    words: 'whose right has ended has not left by the log',
    edits: [{ file: HOST, find: "this.#voice.say({ type: 'expel', participantId });", put: '' }],
  },
  keepsTickets: {
    words: 'a ticket outlives the right that it was given for',
    edits: [{ file: 'src/hub/live/LiveCore.ts', find: 'this.#deps.tickets.revoke(isMeant);', put: '' }],
  },
  takesTicketsTwice: {
    words: 'a ticket that was used opens the session once more',
    edits: [
      {
        file: TICKETS,
        find: 'issued.delete(ticket);\n      return found.expiresAt',
        put: 'return found.expiresAt',
      },
    ],
  },
  countsTheCrash: {
    words: 'a crash is logged for when somebody looks, not for when it was',
    edits: [
      {
        file: 'src/hub/live/resume.ts',
        find: 'asOf: (await log.aliveAt(sessionId)) ?? 0',
        put: 'asOf: clock.now()',
      },
    ],
  },
  closesUnwarned: {
    words: 'rooms close before their end, and nobody is warned',
    edits: [
      {
        file: DEADLINE,
        find: "return [{ type: 'recallStarted', endsAt: Math.max(breakouts.endsAt ?? 0, now + RECALL_WARNING_MS) }];",
        put: "return [{ type: 'roomsClosed' }];",
      },
    ],
  },
  neverEnds: {
    words: 'a session that nobody ends, and that is not in memory, is never ended',
    edits: [
      {
        file: REGISTRY,
        find: 'if (!facts || !isOverdue(facts, aliveAt, clock.now())) continue;',
        put: 'continue;',
      },
    ],
  },
  forgetsReturn: {
    words: 'a return that was planned never comes',
    edits: [{ file: 'src/hub/live/DeadlineTimer.ts', find: 'this.#onDue(first.deadline.at);', put: '' }],
  },
};

export const BUG_NAMES: readonly string[] = Object.keys(BUGS);

/** @throws Error for a name that is none */
export function bugNamed(name: string): Bug {
  const bug = BUGS[name];
  if (!bug) throw new Error(`There is no bug "${name}". There are: ${BUG_NAMES.join(', ')}.`);
  return bug;
}
