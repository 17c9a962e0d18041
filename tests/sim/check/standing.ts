import { audienceOf } from '../../../src/domain/session/audience.ts';
import { mediaSourceSchema } from '../../../src/protocol/media.ts';
import type { Participant } from '../../../src/protocol/session/people.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import { firstDifference } from '../core/isSame.ts';
import type { Figure, Page } from '../oracle/page.ts';
import { shouldHear } from '../oracle/Story.ts';

/** Where the hub's state disagrees with the story on who stands where and does what; null where it does not (SI10). */
export function misplacedIn(state: SessionState, page: Page): string | null {
  if (state.status !== page.status) return `status ${state.status} instead of ${page.status}`;
  if (state.spotlightId !== page.spotlightId) return `the spotlight is on ${state.spotlightId}`;
  if (state.breakouts.rooms.map(({ id }) => id).join() !== page.rooms.join()) return 'other rooms';
  if ((state.breakouts.stage === 'open') !== page.areRoomsOpen) return 'rooms open or not';
  if (Object.keys(state.participants).length !== page.people.size) return 'other people';
  for (const person of Object.values(state.participants)) {
    const figure = page.people.get(person.id);
    const difference = firstDifference(figureOf(person), figure);
    if (difference) return `${person.id}${difference}`;
    if (figure?.roomId != null && figure.roomId !== 'main' && !page.rooms.includes(figure.roomId))
      return `${person.id} stands in a room that is not there`;
  }
  return null;
}

function figureOf(person: Participant): Figure {
  const { presence, share } = person;
  return {
    id: person.id,
    isStaff: person.role !== 'member',
    stage: presence.stage,
    roomId: presence.stage === 'present' ? presence.roomId : null,
    isOnline: person.connection.state === 'online',
    lostSince: person.connection.state === 'lost' ? person.connection.since : null,
    leftAt: presence.stage === 'left' || presence.stage === 'removed' ? presence.at : null,
    isMicOn: person.isMicOn,
    isCameraOn: person.isCameraOn,
    share: share ? (share.hasSound ? 'sounding' : 'silent') : 'none',
    isHandUp: person.handRaisedAt !== null,
    isShielded: person.isShielded,
    needsHelp: person.help !== null,
  };
}

/** Who hears somebody they should not, or does not hear somebody they should; null where all is well (SI11). */
export function misheardIn(state: SessionState, page: Page): string | null {
  const audience = audienceOf(state);
  const figures = [...page.people.values()];
  for (const listener of figures) {
    for (const speaker of figures) {
      for (const source of mediaSourceSchema.options) {
        const hears = audience.hears(listener.id, speaker.id, source);
        if (hears !== shouldHear(listener, speaker, source))
          return `${listener.id} ${hears ? 'hears' : 'does not hear'} the ${source} of ${speaker.id}`;
      }
    }
  }
  return null;
}
