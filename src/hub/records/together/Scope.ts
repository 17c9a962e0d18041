import { CompiledQuery, SelectQueryNode, type DatabaseConnection, type QueryResult } from 'kysely';
import { CirclewellError } from '../../../protocol/errors.ts';
import { Lock } from './Lock.ts';

/** Where a scope takes the database's own connection from. */
export type ConnectionSource = {
  /** The statement that begins a transaction. */
  readonly begin: string;
  acquire(): Promise<DatabaseConnection>;
  release(connection: DatabaseConnection): Promise<void>;
};

/** `abandoned`: held the database for too long, and is undone. */
type Stage = 'open' | 'ended' | 'abandoned';

const PART = 'part';

/**
 * What belongs to one `together`: the connection from the first write on, and the transaction on it (RE40 to RE44).
 * Its users take turns, as they do on the database itself.
 */
export class Scope {
  readonly #source: ConnectionSource;
  readonly #limitMs: number;
  readonly #turns = new Lock();
  /** What is to be done once it is durable (RE46). */
  readonly followers: (() => void | Promise<void>)[] = [];
  #stage: Stage = 'open';
  #held: DatabaseConnection | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(source: ConnectionSource, limitMs: number) {
    this.#source = source;
    this.#limitMs = limitMs;
  }

  get isOpen(): boolean {
    return this.#stage === 'open';
  }

  /** A connection that belongs to the scope; null once the scope has ended. @throws CirclewellError if it was abandoned */
  async acquire(): Promise<ScopedConnection | null> {
    await this.#turns.obtain();
    try {
      if (this.#stage === 'abandoned') throw tooLong();
      if (this.#stage === 'open')
        return new ScopedConnection(this, this.#held ?? (await this.#source.acquire()));
    } catch (error) {
      this.#turns.release();
      throw error;
    }
    this.#turns.release();
    return null;
  }

  async release(connection: ScopedConnection): Promise<void> {
    try {
      if (this.#held === null) await this.#source.release(connection.inner);
    } finally {
      this.#turns.release();
    }
  }

  /** The first write: from here on the connection is the scope's. */
  async begin(inner: DatabaseConnection): Promise<void> {
    if (this.#held !== null) return;
    await inner.executeQuery(CompiledQuery.raw(this.#source.begin));
    this.#held = inner;
    // If even the undoing fails, the next statement on the connection tells.
    this.#timer = setTimeout(
      () => void this.#end('abandoned', 'rollback').catch(() => undefined),
      this.#limitMs,
    );
  }

  /** Makes durable what was written. @throws CirclewellError `unavailable` if it took too long and is undone */
  async commit(): Promise<void> {
    if (this.#stage === 'abandoned') throw tooLong();
    await this.#end('ended', 'commit');
  }

  /** Undoes what was written. Never rejects: a database that undid it by itself (a full disk) says there is nothing to undo. */
  async rollback(): Promise<void> {
    await this.#end('ended', 'rollback').catch(() => undefined);
  }

  async #end(stage: Exclude<Stage, 'open'>, statement: 'commit' | 'rollback'): Promise<void> {
    await this.#turns.obtain();
    try {
      if (this.#stage !== 'open') {
        if (statement === 'commit') throw tooLong();
        return;
      }
      this.#stage = stage;
      await this.#settle(statement);
    } finally {
      this.#turns.release();
    }
  }

  async #settle(statement: 'commit' | 'rollback'): Promise<void> {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = null;
    if (held === null) return;
    try {
      await held.executeQuery(CompiledQuery.raw(statement));
    } catch (error) {
      // A commit that failed may leave the transaction open on the connection.
      if (statement === 'commit')
        await held.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
      throw error;
    } finally {
      await this.#source.release(held);
    }
  }
}

/** The connection as whoever is inside sees it: the first write begins the transaction; its own transactions are parts. */
export class ScopedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly scope: Scope;

  constructor(scope: Scope, inner: DatabaseConnection) {
    this.scope = scope;
    this.inner = inner;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (!SelectQueryNode.is(query.query)) await this.scope.begin(this.inner);
    return this.inner.executeQuery<R>(query);
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery<R>(query, chunkSize);
  }

  async beginPart(): Promise<void> {
    await this.scope.begin(this.inner);
    await this.#say(`savepoint ${PART}`);
  }

  async endPart(): Promise<void> {
    await this.#say(`release ${PART}`);
  }

  async undoPart(): Promise<void> {
    await this.#say(`rollback to ${PART}`);
    await this.#say(`release ${PART}`);
  }

  async #say(sql: string): Promise<void> {
    await this.inner.executeQuery(CompiledQuery.raw(sql));
  }
}

function tooLong(): CirclewellError {
  return new CirclewellError('unavailable', 'What was to be written together took too long');
}
