import type { HubMessage } from '../../../src/protocol/live.ts';
import type { Watch } from '../core/Watch.ts';
import type { Page } from '../oracle/page.ts';
import type { SimClient } from '../world/Client.ts';
import type { Person } from '../world/people.ts';
import type { Rights } from '../world/Rights.ts';
import type { SilentMedia } from '../world/SilentMedia.ts';

/** What may still be said to somebody whose right has ended: that it has. */
const FAREWELLS: ReadonlySet<HubMessage['type']> = new Set(['problem', 'goodbye', 'pong', 'refused']);

/** Whoever has lost the right to be here: they hear nothing from then on, and have left in the log (SI24). */
export class PutOut {
  readonly #watch: Watch;
  readonly #rights: Rights;
  readonly #windows = new Set<SimClient>();
  /** person → the host that has to say that they left */
  readonly #leaving = new Map<string, SilentMedia>();

  constructor(watch: Watch, rights: Rights) {
    this.#watch = watch;
    this.#rights = rights;
  }

  /** The hub has been told. What no host of this hub process has seen is given up as any lost connection (LI33). */
  begin(person: Person, windows: readonly SimClient[], media: SilentMedia | null, page: Page): void {
    for (const window of windows) if (!this.#isGood(window)) this.#windows.add(window);
    const figure = page.people.get(person.id);
    if (media && figure && isHere(figure.stage) && (figure.isOnline || media.known.has(person.id)))
      this.#leaving.set(person.id, media);
    if (media?.attached.has(person.id)) this.#watch.fail('SI24', `${person.id} is put out, and has media`);
  }

  /** Somebody may be here again: what their windows are sent is theirs until the hub is told otherwise. */
  over(person: Person): void {
    for (const window of this.#windows)
      if (window.person === person && this.#isGood(window)) this.#windows.delete(window);
  }

  said(client: SimClient, message: HubMessage): void {
    if (message.type === 'snapshot' && this.#isGood(client)) this.#leaving.delete(client.person.id);
    if (this.#windows.has(client) && !FAREWELLS.has(message.type))
      this.#watch.fail('SI24', `${client.name} is put out, and is sent a message of type ${message.type}`);
  }

  checkQuiet(media: SilentMedia | null, page: Page): void {
    for (const [id, host] of this.#leaving) {
      const figure = page.people.get(id);
      if (host === media && figure && isHere(figure.stage))
        this.#watch.fail('SI24', `${id} is put out, and has not left`);
    }
    this.#leaving.clear();
  }

  #isGood({ person, keyHash }: SimClient): boolean {
    return this.#rights.isStanding(person, keyHash) && this.#rights.isAssigned(person);
  }
}

function isHere(stage: string): boolean {
  return stage === 'present' || stage === 'waiting';
}
