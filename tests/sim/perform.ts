import type { Command } from '../../src/protocol/session/commands.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/version.ts';
import { rest } from './rest.ts';
import { END_AS_SHOWN, type Deed } from './schedule/steps.ts';
import type { SimClient } from './world/Client.ts';
import type { World } from './world/World.ts';

/** Does what a step says. A step about somebody without a window does nothing. */
export async function perform(world: World, deed: Deed): Promise<void> {
  switch (deed.type) {
    case 'open':
      world.openWindow(deed.who);
      return;
    case 'crash':
    case 'stop':
      return endHub(world, deed);
    case 'disk':
      world.disk.mood = deed.mood;
      world.time.after(deed.ms, () => {
        world.disk.mood = 'well';
      });
      return;
    case 'snapshot':
      world.disk.plantSnapshot(deed.eventsAgo);
      return;
    case 'setClock':
      return world.setClock(deed.byMs);
    case 'endRight':
      return world.endRight(deed.who, deed.how);
    case 'assign':
      return world.assign(deed.who);
    case 'replan':
      return world.replan();
    case 'pause':
      return world.time.runUntil(world.time.now + deed.ms);
    case 'speak':
      return speak(world, deed.who, deed.ms);
    case 'rest':
      return rest(world);
    default: {
      const client = world.windowOf(deed.who);
      if (client) performInWindow(world, client, deed);
    }
  }
}

type DeedInWindow = Extract<
  Deed,
  {
    type:
      | 'shut'
      | 'say'
      | 'repeat'
      | 'garbage'
      | 'replayTicket'
      | 'cut'
      | 'halfOpen'
      | 'stall'
      | 'offline'
      | 'wakeUp';
  }
>;

function performInWindow(world: World, client: SimClient, deed: DeedInWindow): void {
  const { wire } = client;
  switch (deed.type) {
    case 'shut':
      return client.session.close();
    case 'say':
      return client.say(asSeen(world, client, deed.command));
    case 'repeat': {
      const frame = world.inspector.framesOf(client).at(-1 - deed.back);
      if (frame === undefined || !client.isOnline) return;
      world.noteRepeated(frame);
      return wire?.send(frame);
    }
    case 'garbage':
      return client.isOnline ? wire?.send(deed.text) : undefined;
    case 'replayTicket':
      return replayTickets(world, client);
    case 'cut':
      return wire?.cut(deed.clientNoticesMs, deed.hubNoticesMs);
    case 'halfOpen':
      return wire?.swallow(deed.lanes);
    case 'stall':
      return wire?.stall(deed.ms);
    case 'offline':
      world.network.takeAway(client, deed.how, deed.ms);
      return wire?.cut(deed.how === 'silent' ? deed.ms : 1, 9_000);
    case 'wakeUp':
      return client.wakeUp();
  }
}

function endHub(world: World, deed: Extract<Deed, { type: 'crash' | 'stop' }>): void {
  if (!world.hub.isUp) return;
  const { deaths } = world.hub;
  const end = (isTold: boolean): void => {
    // It may have been killed while it was stopping.
    if (world.hub.deaths !== deaths) return;
    world.killHub(isTold);
    world.time.after(deed.downMs, () => world.hub.start());
  };
  if (deed.type === 'crash') return end(deed.isTold);
  world.hub.stop().then(
    () => world.time.after(1, () => end(true)),
    (error: unknown) => world.watch.fail('SI21', `the hub does not stop: ${String(error)}`),
  );
}

function speak(world: World, who: string, ms: number): void {
  const { media } = world.hub;
  if (!media?.attached.has(who)) return;
  media.listener.onSpeakers([who]);
  media.listener.onScore(who, 5);
  world.time.after(ms, () => {
    if (media.isClosed) return;
    media.listener.onSpeakers([]);
    media.listener.onTurn({ participantId: who, durationMs: ms });
  });
}

/** Somebody who has seen a window's tickets go by tries those that are void: they open nothing (LI3). */
function replayTickets(world: World, client: SimClient): void {
  if (!client.isOnline) return;
  for (const ticket of world.network.voidTickets(client)) {
    const wire = world.network.dial(client, {
      onOpen: () => wire.send(JSON.stringify({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket })),
      onMessage: (text) => {
        if (text.includes('snapshot')) world.watch.fail('SI16', 'a void ticket opens the session');
      },
      onClosed: () => undefined,
    });
  }
}

/** The command with the id of the room that it means, and the rooms' end as the window shows it where that is meant. */
function asSeen(world: World, client: SimClient, command: Command): Command {
  if (command.type === 'extendRooms') {
    const breakouts = client.copy?.breakouts;
    const shown = breakouts?.stage === 'open' ? breakouts.endsAt : null;
    return { ...command, expectedEndsAt: command.expectedEndsAt === END_AS_SHOWN ? shown : null };
  }
  if (!('roomId' in command) || command.roomId === null) return command;
  const index = Number(command.roomId.replace('room ', ''));
  return { ...command, roomId: world.inspector.story.last.rooms[index] ?? command.roomId };
}
