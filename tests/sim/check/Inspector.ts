import { plannedState } from '../../../src/domain/session/evolve.ts';
import { projectState } from '../../../src/domain/session/view.ts';
import type { HubMessage } from '../../../src/protocol/live.ts';
import type { LoggedEvent } from '../../../src/protocol/session/events.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import { firstDifference, isSame } from '../core/isSame.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import type { Watch } from '../core/Watch.ts';
import { Story } from '../oracle/Story.ts';
import type { SimClient } from '../world/Client.ts';
import type { DiskListener, SimDisk } from '../world/Disk.ts';
import type { SimHub } from '../world/Hub.ts';
import type { NetworkTap } from '../world/Network.ts';
import type { Person } from '../world/people.ts';
import type { Plan } from '../world/Plan.ts';
import type { Rights } from '../world/Rights.ts';
import type { MediaWatcher } from '../world/SilentMedia.ts';
import { Answers } from './Answers.ts';
import { Endings } from './Endings.ts';
import { leakIn } from './privacy.ts';
import { PutOut } from './PutOut.ts';
import { RealPresence } from './RealPresence.ts';
import { Returns } from './Returns.ts';
import { misheardIn, misplacedIn } from './standing.ts';
import { States } from './States.ts';

/** Looks at everything that is written, said, heard and switched, and knows when it breaks a rule (SI10 to SI18). */
export class Inspector implements DiskListener, MediaWatcher, NetworkTap {
  readonly story = new Story();
  readonly states = new States();
  readonly presence: RealPresence;
  readonly returns: Returns;
  readonly putOut: PutOut;
  /** Whether the hub's wall clock has never been set, so that what it counts is what really was. */
  isClockTrue = true;
  readonly #endings: Endings;
  readonly #plan: Plan;
  readonly #watch: Watch;
  readonly #frames = new Map<SimClient, string[]>();
  /** The copies that were looked at last: most of what arrives changes nothing. */
  readonly #checked = new Map<SimClient, SessionState>();
  #answers: Answers | null = null;
  #disk: SimDisk | null = null;
  #hub: SimHub | null = null;
  /** The last event that anybody has been told of. */
  #toldUpTo = 0;

  constructor(deps: { time: VirtualTime; watch: Watch; plan: Plan; rights: Rights }) {
    const { time, watch, plan, rights } = deps;
    this.#watch = watch;
    this.#plan = plan;
    this.presence = new RealPresence(time);
    this.returns = new Returns(time, watch);
    this.putOut = new PutOut(watch, rights);
    this.#endings = new Endings(watch);
  }

  /** What it looks at; made after it, because it is what they tell. */
  lookAt(disk: SimDisk, hub: SimHub): void {
    this.#disk = disk;
    this.#hub = hub;
    this.#answers = new Answers(this.#watch, disk);
  }

  onWritten(event: LoggedEvent): void {
    this.#watch.note(
      () => `   log ${event.seq} by ${event.by}: ${JSON.stringify(event.event).slice(0, 150)}`,
    );
    const isPrompt = !this.#disk?.wasUnwell;
    this.#endings.onWritten(event, this.story.last, isPrompt && this.isClockTrue);
    this.story.add(event);
    this.states.add(event);
    const { last } = this.states;
    const now = this.#hub?.media ? event.at : Math.max(event.at, this.#hub?.wall ?? 0);
    if (last) this.returns.onWritten(event, last, now, isPrompt);
    const letter = event.event.type === 'chatSent' ? this.story.last.letters.at(-1) : undefined;
    if (letter && event.event.type === 'chatSent') {
      const { audience } = event.event.message;
      if (audience.length !== letter.for.size || audience.some((id) => !letter.for.has(id)))
        this.#watch.fail('SI16', `a message is for ${audience.join()}, not ${[...letter.for].join()}`);
    }
  }

  onTakenBack(toSeq: number): void {
    this.story.takeBack(toSeq);
    this.states.takeBack(toSeq);
    if (this.#toldUpTo > toSeq) this.#watch.fail('SI13', `event ${this.#toldUpTo} was told and is lost`);
    this.#answers?.checkKept();
  }

  /** The hub's process is gone. */
  hubGone(): void {
    this.presence.hubGone();
    this.returns.hubGone();
  }

  onState(state: SessionState): void {
    const page = this.story.at(state.seq);
    this.presence.standsAt(page);
    const misplaced = misplacedIn(state, page);
    if (misplaced) this.#watch.fail('SI10', `after event ${state.seq}: ${misplaced}`);
    const misheard = misheardIn(state, page);
    if (misheard) this.#watch.fail('SI11', `after event ${state.seq}: ${misheard}`);
  }

  onAttached(participantId: string): void {
    this.presence.connected(participantId);
  }

  onDetached(participantId: string): void {
    this.presence.disconnected(participantId);
  }

  said(client: SimClient, text: string): void {
    const message: HubMessage = JSON.parse(text);
    this.putOut.said(client, message);
    if (message.type !== 'pong' && message.type !== 'beat')
      this.#watch.note(() => `   to ${client.name}: ${brief(message)}`);
    switch (message.type) {
      case 'accepted':
      case 'refused':
        return this.#answers?.said(client.person.id, message, this.#hub?.media ?? null);
      case 'snapshot':
        this.#told(message.state.seq, client);
        break;
      case 'events':
        for (const event of message.events) {
          this.#told(event.seq, client);
          if (!isSame(event, this.#disk?.events[event.seq - 1]))
            this.#watch.fail('SI13', `${client.name} is told another event ${event.seq} than is on the disk`);
        }
        break;
      default:
    }
    const leak = this.#leakIn(message, client.person);
    if (leak) this.#watch.fail('SI16', `${client.name} is sent ${leak}`);
  }

  heard(client: SimClient, text: string): void {
    if (text === '{"type":"ping"}') return;
    if (text.startsWith('{"type":"command"')) {
      const frames = this.#frames.get(client) ?? [];
      this.#frames.set(client, frames);
      frames.push(text);
    }
    this.#watch.note(() => `   from ${client.name}: ${text.slice(0, 150)}`);
  }

  delivered(client: SimClient): void {
    const { copy } = client;
    if (!copy || copy === this.#checked.get(client)) return;
    this.#checked.set(client, copy);
    this.checkCopy(client, copy.seq);
  }

  /** The commands that a window has sent, as it sent them. */
  framesOf(client: SimClient): readonly string[] {
    return this.#frames.get(client) ?? [];
  }

  /** A window's copy is its part of the state after this event, numbers aside (SI15). */
  checkCopy(client: SimClient, seq: number): void {
    const facts = seq === 0 && client.copy ? this.#plan.recall(client.copy.id) : null;
    const whole = facts ? plannedState(facts) : this.states.at(seq);
    if (!whole) return this.#watch.fail('SI15', `${client.name} knows of event ${seq}, which is not there`);
    const part = projectState(whole, viewerOf(client.person));
    if (client.copy && isSame({ ...client.copy, seq }, part)) return;
    const difference = firstDifference(client.copy && { ...client.copy, seq }, part);
    this.#watch.fail(
      'SI15',
      `at event ${seq}, ${client.name} has another copy than is theirs: ${difference}`,
    );
  }

  checkKept(): void {
    this.#answers?.checkKept();
  }

  /** A hub that looked into its log knows more than it has told yet: it may be as far as the disk is (LI21). */
  #leakIn(message: HubMessage, viewer: Person): string | null {
    const told = this.#hub?.media?.state?.seq ?? 0;
    const leak = leakIn(message, viewer, this.story, this.story.at(told));
    if (!leak) return null;
    for (let seq = told + 1; seq <= (this.#disk?.syncedSeq ?? 0); seq += 1)
      if (!leakIn(message, viewer, this.story, this.story.at(seq))) return null;
    return leak;
  }

  #told(seq: number, client: SimClient): void {
    if (seq > (this.#disk?.syncedSeq ?? 0))
      this.#watch.fail('SI13', `${client.name} is told of event ${seq} before it is on the disk`);
    this.#toldUpTo = Math.max(this.#toldUpTo, seq);
  }
}

function viewerOf({ id, kind }: Person): { participantId: string; isStaff: boolean } {
  return { participantId: id, isStaff: kind === 'staff' };
}

function brief(message: HubMessage): string {
  if (message.type === 'snapshot') return `snapshot of ${message.state.seq}`;
  if (message.type === 'events')
    return `events ${message.events.map(({ seq, event }) => `${seq} ${event.type}`).join(', ')}`;
  return JSON.stringify(message).slice(0, 150);
}
