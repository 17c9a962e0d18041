import * as Y from 'yjs';
import { z } from 'zod';
import type { StateVector } from './signedState.ts';

/** The name of one letter of a shared text, the same on every device for good: who wrote it in Yjs's sense, and as their how manyth. */
export type LetterId = { readonly client: number; readonly clock: number };

const pieceSchema = z.object({
  insert: z.string(),
  attributes: z
    .object({ ychange: z.union([z.literal('gone'), z.object({ client: z.number(), clock: z.number() })]) })
    .optional(),
});

/**
 * The letters of a text that were written after a state, each with its name; null in the place of one that was there.
 * @param since the state; null for the very beginning, so that every letter has its name
 */
export function lettersSince(
  doc: Y.Doc,
  text: Y.Text,
  since: StateVector | null,
): readonly (LetterId | null)[] {
  const before = new Map(Object.entries(since ?? {}).map(([client, clock]) => [Number(client), clock]));
  const pieces = z
    .array(pieceSchema)
    .parse(
      text.toDelta(
        Y.snapshot(doc),
        Y.createSnapshot(Y.createDeleteSet(), before),
        (change: 'added' | 'removed', { client, clock }: LetterId) =>
          change === 'removed' ? 'gone' : { client, clock },
      ),
    );
  return pieces.flatMap(({ insert, attributes }) => {
    const first = attributes?.ychange ?? null;
    if (first === 'gone') return [];
    return Array.from({ length: insert.length }, (_, at) =>
      first === null ? null : { client: first.client, clock: first.clock + at },
    );
  });
}
