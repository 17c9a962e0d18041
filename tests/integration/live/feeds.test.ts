import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientMessageSchema, hubMessageSchema } from '../../../src/protocol/live.ts';
import { observationTagSchema } from '../../../src/protocol/notes/marks.ts';
import { COLEAD, FACTS, startLiveHub, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';

describe('MK41 a feed that has grown', () => {
  let hub: LiveHub;
  beforeEach(async () => void (hub = await startLiveHub(new MemoryLog())));
  afterEach(async () => hub.close());

  it('is told to the staff of that group but who made it grow, and never to members', async () => {
    const lead = await hub.startSession();
    const colead = await hub.enter(COLEAD);
    const ana = await hub.admit(lead, 'ana');
    hub.live.feedGrew('another group', 'lead');
    hub.live.feedGrew(FACTS.groupId, 'lead');
    expect(await colead.next('feedGrew')).toEqual({ type: 'feedGrew' });
    for (const client of [lead, colead, ana]) await client.ping();
    const told = [lead, colead, ana].map(
      ({ received }) => received.filter(({ type }) => type === 'feedGrew').length,
    );
    expect(told).toEqual([0, 1, 0]);
  });
});

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
