import { expect, it } from 'vitest';
import { z } from 'zod';
import { clientMessageSchema, hubMessageSchema } from '../live.ts';
import { observationTagSchema } from './marks.ts';

it('MK40 nothing that is said over the live socket has a place for a mark', () => {
  // `conflict` is a kind of error as well.
  const tags = observationTagSchema.options.filter((tag) => tag !== 'conflict');
  for (const schema of [hubMessageSchema, clientMessageSchema]) {
    const shape = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
    for (const tag of tags) expect(shape).not.toContain(`"${tag}"`);
    for (const name of ['tag', 'tagId', 'undoneAt', 'mark', 'marks'])
      expect(shape).not.toContain(`"${name}":`);
  }
});
