import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttp } from './http.ts';

const answer = (status: number, body: unknown) => () =>
  Promise.resolve(new Response(body === null ? null : JSON.stringify(body), { status }));
const reply = z.object({ name: z.string() });

describe('CO1 the HTTP client', () => {
  it('parses every reply, and calls one of another shape outdated', async () => {
    await expect(createHttp({ fetch: answer(200, { name: 'a' }) }).get('/x', reply)).resolves.toEqual({
      name: 'a',
    });
    await expect(createHttp({ fetch: answer(200, { nome: 'a' }) }).get('/x', reply)).rejects.toMatchObject({
      kind: 'outdated',
    });
  });

  it('carries the kind and the rule of an error', async () => {
    const http = createHttp({
      fetch: answer(409, { error: { kind: 'conflict', rule: 'account.nameTaken' } }),
    });
    await expect(http.send('POST', '/x', reply, {})).rejects.toMatchObject({
      kind: 'conflict',
      rule: 'account.nameTaken',
    });
  });

  it('CO32 keeps what the hub says is wrong', async () => {
    const detail = 'Line 3: The slide that begins here has no title.';
    const http = createHttp({ fetch: answer(400, { error: { kind: 'invalid', detail } }) });
    await expect(http.send('POST', '/api/decks', reply, {})).rejects.toMatchObject({ message: detail });
  });

  it('makes a kind of a status whose body says nothing', async () => {
    await expect(createHttp({ fetch: answer(429, null) }).get('/x', reply)).rejects.toMatchObject({
      kind: 'rate_limited',
    });
    await expect(
      createHttp({ fetch: () => Promise.reject(new TypeError('failed')) }).get('/x', reply),
    ).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('says when the sign-in is over', async () => {
    let count = 0;
    const http = createHttp({
      fetch: answer(401, { error: { kind: 'signed_out' } }),
      onSignedOut: () => (count += 1),
    });
    await expect(http.get('/x', reply)).rejects.toMatchObject({ kind: 'signed_out' });
    expect(count).toBe(1);
  });

  it('ID63 CO69 says whom the page was drawn for, and that somebody else has signed in since', async () => {
    const asked: unknown[] = [];
    const over: unknown[] = [];
    const other = answer(401, { error: { kind: 'signed_out', rule: 'account.otherSignIn' } });
    const http = createHttp({
      fetch: (_url, init) => {
        asked.push(new Headers(init?.headers).get('circlewell-account'));
        return other();
      },
      drawnFor: () => (asked.length === 0 ? null : 'maria'),
      onSignedOut: ({ rule }) => over.push(rule),
    });
    for (const _ of [1, 2]) await expect(http.get('/x', reply)).rejects.toMatchObject({ kind: 'signed_out' });
    expect(asked).toEqual([null, 'maria']);
    expect(over).toEqual(['account.otherSignIn', 'account.otherSignIn']);
  });

  it('CO61 CO65 sends again what was held back, once what the hub wants is done, and gives up where it is not', async () => {
    const held = answer(403, { error: { kind: 'forbidden', rule: 'account.confirmFirst' } });
    const answers = [held, held, answer(200, { name: 'a' })];
    const bodies: unknown[] = [];
    const asked: string[] = [];
    const fetch = (_url: unknown, init?: RequestInit) => {
      bodies.push(init?.body);
      return (answers.shift() ?? held)();
    };
    let isDone = true;
    const http = createHttp({
      fetch,
      onHeld: async (rule) => {
        asked.push(rule);
        return isDone;
      },
    });
    await expect(http.send('POST', '/x', reply, { some: 'thing' })).resolves.toEqual({ name: 'a' });
    expect(bodies).toEqual(Array.from({ length: 3 }, () => '{"some":"thing"}'));
    expect(asked).toEqual(['account.confirmFirst', 'account.confirmFirst']);
    isDone = false;
    await expect(http.get('/x', reply)).rejects.toMatchObject({ rule: 'account.confirmFirst' });
    expect(asked).toHaveLength(3);
  });

  it('CO61 holds nothing else back', async () => {
    const onHeld = () => Promise.reject(new Error('not to be asked'));
    const http = createHttp({ fetch: answer(403, { error: { kind: 'forbidden' } }), onHeld });
    await expect(http.get('/x', reply)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('CO35 does not take a wrong passphrase for the end of the sign-in', async () => {
    let count = 0;
    const http = createHttp({
      fetch: answer(401, { error: { kind: 'signed_out', rule: 'account.wrongPassphrase' } }),
      onSignedOut: () => (count += 1),
    });
    await expect(http.send('POST', '/api/sign-in', reply, {})).rejects.toMatchObject({
      rule: 'account.wrongPassphrase',
    });
    expect(count).toBe(0);
  });
});
