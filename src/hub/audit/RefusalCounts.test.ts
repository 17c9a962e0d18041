import { normalizeIP } from '@fastify/rate-limit';
import { expect, it, vi } from 'vitest';
import { NOTABLE_FROM_ONE, RefusalCounts } from './RefusalCounts.ts';

vi.mock('@fastify/rate-limit', { spy: true });

it('AU40 looks at no address of what is never told, and counts it for the figures', () => {
  const add = vi.fn<(labels?: Readonly<Record<string, string>>) => void>();
  const counts = new RefusalCounts(() => 0, { add });
  for (const kind of ['refused', 'tooMany'] as const)
    for (let count = 0; count < NOTABLE_FROM_ONE; count += 1) counts.add(kind, '192.0.2.1');
  expect(add).toHaveBeenCalledTimes(2 * NOTABLE_FROM_ONE);
  expect(normalizeIP).not.toHaveBeenCalled();
  expect(counts.notable()).toEqual([]);
  for (let count = 0; count < NOTABLE_FROM_ONE; count += 1) counts.add('doorRefused', '192.0.2.1');
  expect(normalizeIP).toHaveBeenCalledTimes(NOTABLE_FROM_ONE);
  expect(counts.notable()).toMatchObject([{ kind: 'doorRefused', count: NOTABLE_FROM_ONE }]);
});
