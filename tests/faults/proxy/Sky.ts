import { FAIR, type Direction, type Weather } from './weather.ts';

/** What is known of a flow, by which a test says whose weather it means. */
export type FlowInfo = {
  readonly protocol: 'udp' | 'tcp';
  /** The client's address and port. */
  readonly client: string;
  /** The hub's port that it leads to. */
  readonly port: number;
  /** The hub's half of the ICE user name (RFC 8445, 7.2.2), by which a transport is known; null before it was said. */
  readonly hubFragment: string | null;
};

type Spell = { readonly up: Weather; readonly down: Weather; isMeant(flow: FlowInfo): boolean };

/** What is left out is fair. */
type OneSided =
  | { readonly up: Weather; readonly down?: Weather }
  | { readonly up?: Weather; readonly down: Weather };

function isOneSided(weather: Weather | OneSided): weather is OneSided {
  return 'up' in weather || 'down' in weather;
}

/** The weather over all flows of a test. What is said later counts before what was said earlier. */
export class Sky {
  readonly #spells: Spell[] = [];
  readonly #listeners = new Set<() => void>();

  /** From now on, for the flows that are meant: all, unless it is said which. A weather alone is for both directions. */
  set(weather: Weather | OneSided, isMeant: Spell['isMeant'] = () => true): void {
    const { up = FAIR, down = FAIR } = isOneSided(weather) ? weather : { up: weather, down: weather };
    this.#spells.unshift({ up, down, isMeant });
    for (const listener of this.#listeners) listener();
  }

  /** Fair weather for everybody. */
  clear(): void {
    this.#spells.length = 0;
    for (const listener of this.#listeners) listener();
  }

  over(flow: FlowInfo, direction: Direction): Weather {
    return this.#spells.find(({ isMeant }) => isMeant(flow))?.[direction] ?? FAIR;
  }

  /** Told of each change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
