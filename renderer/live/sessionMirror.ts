import type { HubMessageOf } from '../../src/protocol/live.ts';
import type { LoggedEvent } from '../../src/protocol/session/events.ts';
import type { SessionState } from '../../src/protocol/session/state.ts';

/** The domain's `evolve`, handed in. */
export type Evolve = (state: SessionState | null, logged: LoggedEvent) => SessionState;

/** This client's copy of the viewer's part of the session. */
export interface SessionMirror {
  readonly selfId: string | null;
  readonly state: SessionState | null;
  /** The log's last number that is known here; 0 before the first snapshot. */
  readonly upTo: number;
  applySnapshot(snapshot: HubMessageOf<'snapshot'>): void;
  /** The events that were new. `unbelievable`: nothing was changed, a fresh snapshot is needed (CL22). */
  applyEvents(message: HubMessageOf<'events'>): readonly LoggedEvent[] | 'unbelievable';
}

/** Keeps the order and gap rules CL20 to CL23. */
export function createSessionMirror(evolve: Evolve): SessionMirror {
  let selfId: string | null = null;
  let state: SessionState | null = null;
  let upTo = 0;
  /** The last event handed out, so that none is handed out twice although a snapshot may lie before it. */
  let heardUpTo = 0;

  return {
    get selfId() {
      return selfId;
    },
    get state() {
      return state;
    },
    get upTo() {
      return upTo;
    },
    applySnapshot(snapshot) {
      selfId = snapshot.selfId;
      state = snapshot.state;
      upTo = snapshot.state.seq;
      heardUpTo = Math.max(heardUpTo, upTo);
    },
    applyEvents({ events, upTo: messageUpTo }) {
      if (!state) return 'unbelievable';
      let next = state;
      let last = 0;
      const heard: LoggedEvent[] = [];
      for (const logged of events) {
        if (logged.seq <= last || logged.seq > messageUpTo) return 'unbelievable';
        last = logged.seq;
        if (logged.seq <= upTo) continue;
        try {
          next = evolve(next, logged);
        } catch {
          return 'unbelievable';
        }
        if (logged.seq > heardUpTo) heard.push(logged);
      }
      state = next;
      upTo = Math.max(upTo, messageUpTo);
      heardUpTo = Math.max(heardUpTo, last);
      return heard;
    },
  };
}
