import { describe, expect, it } from 'vitest';
import { docIdSchema, feedOf, parseDocId, parseFeedId, toDocId } from './docId.ts';

describe('a document’s id', () => {
  const ref = { kind: 'note', ownerId: 'g1', sessionId: 's1', subject: 'm1' } as const;

  it('says what it is, whose, and of which session', () => {
    expect(toDocId(ref)).toBe('note/g1/s1/m1');
    expect(parseDocId('note/g1/s1/m1')).toEqual(ref);
  });

  it('leads to its feed: the group’s, or the author’s', () => {
    expect(feedOf('marks/g1/s1/all')).toBe('group/g1');
    expect(feedOf('process/ana/s1/m1')).toBe('author/ana');
    expect(parseFeedId('author/ana')).toEqual({ kind: 'author', id: 'ana' });
  });

  it.each([
    'note/g1/s1',
    'note/g1/s1/m1/x',
    'other/g1/s1/m1',
    'note//s1/m1',
    'note/g1/s1/../x',
    `note/g1/s1/${'a'.repeat(65)}`,
  ])('is refused as %s', (text) => expect(docIdSchema.safeParse(text).success).toBe(false));
});
