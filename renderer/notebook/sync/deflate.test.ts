import { expect, it } from 'vitest';
import { deflate, inflate } from './deflate.ts';

it('gives back what it made smaller', async () => {
  for (const length of [0, 1, 100_000]) {
    const bytes = new Uint8Array(length).fill(7);
    expect(await inflate(await deflate(bytes))).toEqual(bytes);
  }
});

it('NB25 refuses what is no deflated text', async () => {
  await expect(inflate(new TextEncoder().encode('no deflated text'))).rejects.toBeInstanceOf(TypeError);
  const cut = (await deflate(new Uint8Array(1_000).map((_, index) => index * 7))).slice(0, -4);
  await expect(inflate(cut)).rejects.toBeInstanceOf(TypeError);
});

it('NB25 refuses what would fill the memory', async () => {
  const bomb = await deflate(new Uint8Array(33 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(100_000);
  await expect(inflate(bomb)).rejects.toThrow('too large');
});
