import { AsyncLocalStorage } from 'node:async_hooks';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type DialectAdapter,
  type Driver,
} from 'kysely';
import type { RecordsDriver } from '../recordsDriver.ts';
import { Lock } from './Lock.ts';
import { Scope, ScopedConnection, type ConnectionSource } from './Scope.ts';

/** How long the database may be held by one `together`, from its first write on, in milliseconds (RE44). */
const HOLD_LIMIT_MS = 5_000;

/** Writes through several stores at once. */
export type Together = {
  /**
   * Runs the work; what it writes becomes durable together when it resolves, and not at all when it rejects. Inside
   * another `together` it is a part of that. What the work waits for must not need the database from outside.
   * @throws CirclewellError `unavailable` if the database was held for too long; then nothing is written
   */
  together<T>(work: () => Promise<T>): Promise<T>;
  /**
   * What follows from a change, such as the end of a connection: begun outside, once what is written inside is durable, and
   * awaited before `together` resolves; never where that is undone. Where nothing is under way, at once.
   */
  afterwards(work: () => void | Promise<void>): Promise<void>;
};

/**
 * A dialect like the given one, whose connections know whether they are used inside a `together` (ADR 0070). The stores
 * need not: the scope travels with the call.
 */
export function createTogether(
  { dialect, begin }: Pick<RecordsDriver, 'dialect' | 'begin'>,
  { holdLimitMs = HOLD_LIMIT_MS }: { holdLimitMs?: number } = {},
): Together & { readonly dialect: Dialect } {
  const scopes = new AsyncLocalStorage<Scope | undefined>();
  const driver = new JoiningDriver(
    dialect.createDriver(),
    dialect.createAdapter().supportsMultipleConnections ?? true,
    () => scopes.getStore(),
    begin,
  );
  return {
    dialect: {
      createDriver: () => driver,
      createAdapter: () => toAdapter(dialect.createAdapter()),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (db) => dialect.createIntrospector(db),
    },
    async together(work) {
      if (scopes.getStore()?.isOpen === true) return work();
      const scope = new Scope(driver.source, holdLimitMs);
      let result: Awaited<ReturnType<typeof work>>;
      try {
        result = await scopes.run(scope, work);
        await scope.commit();
      } catch (error) {
        await scope.rollback();
        throw error;
      }
      for (const follow of scope.followers) await scopes.run(undefined, follow);
      return result;
    },
    async afterwards(work) {
      const scope = scopes.getStore();
      if (scope?.isOpen === true) scope.followers.push(work);
      else await scopes.run(undefined, work);
    },
  };
}

/**
 * Turns are taken in the driver below: Kysely's own lock would be held over a whole scope's statements. And changes of the
 * schema are part of a transaction in SQLite too, which Kysely does not count on.
 */
const ADAPTED: Readonly<Partial<DialectAdapter>> = {
  supportsMultipleConnections: true,
  supportsTransactionalDdl: true,
};

function toAdapter(adapter: DialectAdapter): DialectAdapter {
  return new Proxy(adapter, {
    get: (target, key): unknown => Reflect.get(Object.hasOwn(ADAPTED, key) ? ADAPTED : target, key),
  });
}

class JoiningDriver implements Driver {
  readonly #inner: Driver;
  readonly #turns: Lock | null;
  readonly #current: () => Scope | undefined;
  readonly #begin: string;
  readonly source: ConnectionSource;

  constructor(inner: Driver, hasManyConnections: boolean, current: () => Scope | undefined, begin: string) {
    this.#begin = begin;
    this.#inner = inner;
    this.#turns = hasManyConnections ? null : new Lock();
    this.#current = current;
    this.source = {
      begin,
      acquire: async () => {
        await this.#turns?.obtain();
        return inner.acquireConnection();
      },
      release: async (connection) => {
        await inner.releaseConnection(connection);
        this.#turns?.release();
      },
    };
  }

  async init(): Promise<void> {
    await this.#inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return (await this.#current()?.acquire()) ?? this.source.acquire();
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof ScopedConnection) await connection.scope.release(connection);
    else await this.source.release(connection);
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof ScopedConnection) await connection.beginPart();
    else await connection.executeQuery(CompiledQuery.raw(this.#begin));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof ScopedConnection) await connection.endPart();
    else await this.#inner.commitTransaction(connection);
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof ScopedConnection) await connection.undoPart();
    else await this.#inner.rollbackTransaction(connection);
  }

  async destroy(): Promise<void> {
    await this.#inner.destroy();
  }
}
