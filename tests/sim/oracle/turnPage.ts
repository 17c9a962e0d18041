import type { LoggedEvent, SessionEvent, SessionEventOf } from '../../../src/protocol/session/events.ts';
import { FACTS } from '../world/people.ts';
import { into, MAIN, moveAll, out, withFigure, type Figure, type Letter, type Page } from './page.ts';

/** The page after an event: the rules of docs/spec/session.md once more, as plainly as they can be said. */
export function turnPage(page: Page, { seq, at, by, event }: LoggedEvent): Page {
  const turned = turn(page, event, at);
  const endedBy = event.type === 'sessionEnded' ? (by === 'hub' ? 'hub' : 'staff') : page.endedBy;
  return { ...turned, endedBy, seq, at };
}

function turn(page: Page, event: SessionEvent, at: number): Page {
  switch (event.type) {
    case 'participantArrived':
      return arrive(page, event);
    case 'participantAdmitted':
      return into(page, event.participantId, event.roomId);
    case 'participantSentToWaiting':
      return out(page, event.participantId, { stage: 'waiting' });
    case 'participantLeft':
      return out(page, event.participantId, {
        stage: 'left',
        leftAt: at,
        needsHelp: false,
        isShielded: false,
      });
    case 'participantRemoved':
      return out(page, event.participantId, {
        stage: 'removed',
        leftAt: at,
        needsHelp: false,
        isShielded: false,
      });
    case 'participantLetBackIn':
      return withFigure(page, event.participantId, { stage: 'left', leftAt: at });
    case 'connectionLost':
      return withFigure(page, event.participantId, { isOnline: false, lostSince: at, share: 'none' });
    case 'connectionRestored':
      return withFigure(page, event.participantId, { isOnline: true, lostSince: null });
    case 'sessionEnded':
      return end(page, at);
    case 'waitingRoomOpened':
      return { ...page, status: 'open', openedAt: at };
    case 'sessionStarted':
      return { ...page, status: 'in_progress' };
    case 'blockStarted':
      return { ...page, isCounting: FACTS.blocks[event.index]?.isCountable ?? false };
    case 'chatSent':
      return { ...page, letters: [...page.letters, letterOf(page, event)] };
    case 'spotlightChanged':
      return { ...page, spotlightId: event.participantId };
    default:
      return 'participantId' in event &&
        event.type !== 'participantMoved' &&
        event.type !== 'participantAssigned'
        ? withFigure(page, event.participantId, floor(event))
        : turnRooms(page, event);
  }
}

function arrive(page: Page, event: SessionEventOf<'participantArrived'>): Page {
  const figure: Figure = {
    id: event.participantId,
    isStaff: event.role !== 'member',
    stage: event.roomId === null ? 'waiting' : 'present',
    roomId: event.roomId,
    isOnline: true,
    lostSince: null,
    leftAt: null,
    isMicOn: event.isMicOn,
    isCameraOn: event.isCameraOn,
    share: 'none',
    isHandUp: false,
    isShielded: false,
    needsHelp: false,
  };
  return { ...page, people: new Map(page.people).set(figure.id, figure) };
}

function end(page: Page, at: number): Page {
  let empty = page;
  for (const { id, stage } of page.people.values()) {
    if (stage === 'present' || stage === 'waiting')
      empty = out(empty, id, { stage: 'left', leftAt: at, needsHelp: false });
  }
  return { ...empty, status: 'ended', spotlightId: null, isCounting: false };
}

function turnRooms(page: Page, event: SessionEvent): Page {
  const plan = new Map(page.plan);
  switch (event.type) {
    case 'roomAdded':
      return { ...page, rooms: [...page.rooms, event.room.id] };
    case 'roomRemoved':
      for (const [id, roomId] of page.plan) if (roomId === event.roomId) plan.delete(id);
      return { ...page, plan, rooms: page.rooms.filter((id) => id !== event.roomId) };
    case 'participantAssigned':
      if (event.roomId === null) plan.delete(event.participantId);
      else plan.set(event.participantId, event.roomId);
      return { ...page, plan };
    case 'roomsShuffled':
      return { ...page, plan: new Map(Object.entries(event.assignments)) };
    case 'roomsOpened':
      return moveAll({ ...page, areRoomsOpen: true }, ({ id }) => page.plan.get(id));
    case 'participantMoved':
      return into(page, event.participantId, event.roomId);
    case 'roomsClosed':
      return moveAll({ ...page, areRoomsOpen: false }, ({ roomId }) => (roomId === MAIN ? undefined : MAIN));
    default:
      return page;
  }
}

/** What an event of the floor changes of the one it is about. */
function floor(event: SessionEvent): Partial<Figure> {
  switch (event.type) {
    case 'micChanged':
      return { isMicOn: event.isOn };
    case 'cameraChanged':
      return { isCameraOn: event.isOn };
    case 'handRaised':
      return { isHandUp: true };
    case 'handLowered':
      return { isHandUp: false };
    case 'shareStarted':
      return { share: event.hasSound ? 'sounding' : 'silent' };
    case 'shareStopped':
      return { share: 'none' };
    case 'shieldRaised':
      return { isShielded: true, isMicOn: false, isCameraOn: false, share: 'none' };
    case 'shieldLowered':
      return { isShielded: false };
    case 'helpAsked':
      return { needsHelp: true };
    case 'helpEnded':
      return { needsHelp: false };
    default:
      return {};
  }
}

/** Who may see a message follows from where everybody stands when it is sent, and from nothing that it says itself. */
function letterOf(page: Page, { message }: SessionEventOf<'chatSent'>): Letter {
  const seated = [...page.people.values()].filter(({ roomId }) => roomId !== null);
  const ids = (figures: readonly Figure[]) => figures.map(({ id }) => id);
  const roomId = page.people.get(message.from)?.roomId;
  const { target } = message;
  switch (target.to) {
    case 'announcement':
      return { id: message.id, for: new Set(ids(seated)) };
    case 'room':
      return { id: message.id, for: new Set(ids(seated.filter((one) => one.roomId === roomId))) };
    case 'staff':
      return { id: message.id, for: new Set([message.from, ...ids(seated.filter((one) => one.isStaff))]) };
    case 'person':
      return { id: message.id, for: new Set([message.from, target.participantId]) };
  }
}
