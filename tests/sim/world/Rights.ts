import type { Person } from './people.ts';

/** How a right ends: by the link or the sign-in itself, or for staff by no longer being assigned to the group. */
export type RightsEnd = 'key' | 'group';

/** By what people may come in: what the hub's routes decide, and its records keep. */
export class Rights {
  readonly #renewals = new Map<string, number>();
  readonly #unassigned = new Set<string>();

  /** The hash of what somebody has in hand now: a member's link, a staff member's sign-in. */
  keyOf({ id }: Person): string {
    return `${id} ${this.#renewals.get(id) ?? 0}`;
  }

  isStanding(person: Person, keyHash: string): boolean {
    return this.keyOf(person) === keyHash;
  }

  isAssigned({ id }: Person): boolean {
    return !this.#unassigned.has(id);
  }

  /** The right ends. Who loses a link or a sign-in gets another, which the next window that they open has. */
  end({ id }: Person, how: RightsEnd): void {
    if (how === 'group') this.#unassigned.add(id);
    else this.#renewals.set(id, (this.#renewals.get(id) ?? 0) + 1);
  }

  assign({ id }: Person): void {
    this.#unassigned.delete(id);
  }
}
