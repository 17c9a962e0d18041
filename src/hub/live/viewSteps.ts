import { projectState, viewEvent, type Viewer } from '../../domain/session/view.ts';
import type { LoggedEvent } from '../../protocol/session/events.ts';
import type { SessionState } from '../../protocol/session/state.ts';

/** One event with the whole state before and after it. */
export type Step = {
  readonly logged: LoggedEvent;
  readonly before: SessionState;
  readonly after: SessionState;
};

/** What a viewer is to be sent, in order. */
export type ViewPart =
  | { readonly kind: 'events'; readonly events: readonly LoggedEvent[]; readonly upTo: number }
  | { readonly kind: 'snapshot'; readonly state: SessionState };

/**
 * A viewer's view of what one command brought about: events gathered into one message, snapshots where the domain says
 * so, and of several snapshots in a row only the last (LI24). Nothing visible is an empty list.
 */
export function viewSteps(steps: readonly Step[], viewer: Viewer): ViewPart[] {
  const parts: ViewPart[] = [];
  for (const { logged, before, after } of steps) {
    const view = viewEvent(logged, before, after, viewer);
    const last = parts.at(-1);
    if (view.kind === 'snapshot') {
      if (last?.kind === 'snapshot') parts.pop();
      parts.push({ kind: 'snapshot', state: projectState(after, viewer) });
    } else if (view.kind === 'event' && last?.kind === 'events') {
      parts[parts.length - 1] = { kind: 'events', events: [...last.events, view.event], upTo: logged.seq };
    } else if (view.kind === 'event') {
      parts.push({ kind: 'events', events: [view.event], upTo: logged.seq });
    }
  }
  const last = parts.at(-1);
  const upTo = steps.at(-1)?.logged.seq;
  if (last?.kind === 'events' && upTo !== undefined) parts[parts.length - 1] = { ...last, upTo };
  return parts;
}
