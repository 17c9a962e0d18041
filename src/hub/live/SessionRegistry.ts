import type { Logger } from 'pino';
import type { LiveDirectory, LiveSummary } from '../api/liveDirectory.ts';
import { isOverdue } from '../../domain/session/deadline.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import type { LiveGrant } from '../identity/liveTickets.ts';
import type { LivePeer } from './LivePeer.ts';
import { SessionHost, type HostDeps } from './SessionHost.ts';

/** What the registry hands to each host it makes. */
export type RegistryDeps = Omit<HostDeps, 'sessionId' | 'logger' | 'openMedia'> & {
  readonly openMedia: (sessionId: string, logger: Logger) => HostDeps['openMedia'];
  readonly logger: Logger;
};

/** The sessions that are live now: session id → host, made at the first connection, released when idle (LI31). */
export class SessionRegistry implements LiveDirectory {
  readonly #deps: RegistryDeps;
  readonly #hosts = new Map<string, Promise<SessionHost | null>>();
  /** Those of them that are open. */
  readonly #loaded = new Map<string, SessionHost>();
  readonly #closing = new Map<string, Promise<void>>();
  #isClosed = false;

  constructor(deps: RegistryDeps) {
    this.#deps = deps;
  }

  /** The hub is stopping. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The session's host, loaded if need be. Null if there is no such session, or the hub is stopping. @throws CirclewellError `unavailable` */
  async hostOf(sessionId: string): Promise<SessionHost | null> {
    const known = this.#hosts.get(sessionId);
    if (known || this.#isClosed) return known ?? null;
    const opening = this.#open(sessionId);
    this.#hosts.set(sessionId, opening);
    const forget = () => {
      if (this.#hosts.get(sessionId) === opening) this.#hosts.delete(sessionId);
    };
    opening.then((host) => {
      if (!host) forget();
    }, forget);
    return opening;
  }

  /** The session's host if it is in memory. */
  async liveHost(sessionId: string): Promise<SessionHost | null> {
    return (await this.#hosts.get(sessionId)?.catch(() => null)) ?? null;
  }

  async summary(sessionId: string): Promise<LiveSummary | null> {
    return (await this.liveHost(sessionId))?.summary ?? null;
  }

  async isPresent(sessionId: string, participantId: string): Promise<boolean> {
    return (await this.liveHost(sessionId))?.isPresent(participantId) ?? false;
  }

  /** A connection of a host is gone. */
  async left(sessionId: string, host: SessionHost, peer: LivePeer): Promise<void> {
    host.leave(peer);
    await this.release(sessionId, host);
  }

  /** Puts out, in every session, whoever is there by a right that has ended (LI33). */
  async expel(isMeant: (grant: LiveGrant) => boolean): Promise<void> {
    await Promise.all(
      [...this.#loaded].map(async ([sessionId, host]) => {
        await host.expel(isMeant);
        await this.release(sessionId, host);
      }),
    );
  }

  /**
   * Keeps durably that the hub has its sessions now, so that a crash is known for when it was (LI35), and closes those
   * that nobody needs any more: one can end without anybody going.
   */
  async noteAlive(): Promise<void> {
    await this.#deps.log.noteAlive([...this.#loaded.keys()], this.#deps.clock.now());
    await Promise.all([...this.#loaded].map(async ([sessionId, host]) => this.release(sessionId, host)));
  }

  /** Ends the sessions that nobody has ended and that are not in memory (LI36): opening one does what has come due. */
  async endOverdue(): Promise<void> {
    const { log, findFacts, clock } = this.#deps;
    for (const { sessionId, aliveAt } of await log.unended()) {
      if (this.#isClosed) return;
      const facts = this.#hosts.has(sessionId) ? null : await findFacts(sessionId);
      if (!facts || !isOverdue(facts, aliveAt, clock.now())) continue;
      const host = await this.hostOf(sessionId);
      if (host) await this.release(sessionId, host);
    }
  }

  /** Closes the host if nobody needs it any more, once what is under way is written (LI31). */
  async release(sessionId: string, host: SessionHost): Promise<void> {
    await host.settled();
    if (!host.isIdle || this.#loaded.get(sessionId) !== host) return;
    await this.#letGo(sessionId, host);
  }

  /**
   * Sends away whoever waits in a session that was taken off the schedule: they come back by the new plan (LI37). One that
   * is being loaded may have read the old plan already, and is waited for.
   */
  async unplan(sessionIds: readonly string[]): Promise<void> {
    await Promise.all(
      sessionIds.map(async (sessionId) => {
        const host = await this.liveHost(sessionId);
        if (host && this.#loaded.get(sessionId) === host) await this.#letGo(sessionId, host);
      }),
    );
  }

  /** Closes every host. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const hosts = await Promise.all([...this.#hosts.keys()].map(async (id) => this.liveHost(id)));
    this.#hosts.clear();
    this.#loaded.clear();
    await Promise.all([...hosts.map(async (host) => host?.close()), ...this.#closing.values()]);
  }

  /** The next host of this session may read the log only when this one has written its last. */
  async #letGo(sessionId: string, host: SessionHost): Promise<void> {
    this.#loaded.delete(sessionId);
    this.#hosts.delete(sessionId);
    const closing = host.close().finally(() => this.#closing.delete(sessionId));
    this.#closing.set(sessionId, closing);
    await closing;
  }

  async #open(sessionId: string): Promise<SessionHost | null> {
    await this.#closing.get(sessionId);
    const logger = this.#deps.logger.child({ sessionId });
    try {
      const host = await this.#openHost(sessionId, logger);
      if (host) this.#loaded.set(sessionId, host);
      return host;
    } catch (error) {
      if (error instanceof CirclewellError) throw error;
      logger.error({ err: error }, 'the session could not be loaded');
      throw new CirclewellError('unavailable', 'the session could not be loaded');
    }
  }

  async #openHost(sessionId: string, logger: Logger): Promise<SessionHost | null> {
    return SessionHost.open({
      ...this.#deps,
      sessionId,
      logger,
      openMedia: this.#deps.openMedia(sessionId, logger),
    });
  }
}
