import { answersOf } from '../../../../src/domain/session/ratings.ts';
import { HIGH_CRAVING, type OwnRatings } from '../../../../src/protocol/session/ratings.ts';
import type { SessionState } from '../../../../src/protocol/session/state.ts';

/** One member with what they rated themselves. */
export type RatedPerson = {
  readonly id: string;
  readonly name: string;
  readonly given: OwnRatings;
  /** The craving they leave with is one to speak of before the end (domain.md 5.9). */
  readonly hasHighCraving: boolean;
};

export type RatingsView = {
  /** Who is here or waits, and who rated and has gone, by seat. */
  readonly people: readonly RatedPerson[];
  readonly checkedInCount: number;
  readonly checkedOutCount: number;
  /** Names of those with a high craving at check-out. */
  readonly highCraving: readonly string[];
};

/** CO78: what members rated themselves, and how many have. */
export function ratingsView(state: SessionState): RatingsView {
  const people = Object.values(state.participants)
    .filter(({ id, role, presence }) => {
      if (role !== 'member') return false;
      const isHere = presence.stage === 'present' || presence.stage === 'waiting';
      return isHere || Object.keys(state.ratings[id] ?? {}).length > 0;
    })
    .toSorted((a, b) => a.seat - b.seat)
    .map(({ id, name }): RatedPerson => {
      const given = state.ratings[id] ?? {};
      return { id, name, given, hasHighCraving: leavesWithCraving(given) };
    });
  return {
    people,
    checkedInCount: people.filter(({ given }) => given.checkIn !== undefined).length,
    checkedOutCount: people.filter(({ given }) => given.checkOut !== undefined).length,
    highCraving: people.filter(({ hasHighCraving }) => hasHighCraving).map(({ name }) => name),
  };
}

function leavesWithCraving({ checkOut }: OwnRatings): boolean {
  if (checkOut === undefined) return false;
  return answersOf(checkOut).some(({ kind, value }) => kind === 'craving' && (value ?? 0) >= HIGH_CRAVING);
}
