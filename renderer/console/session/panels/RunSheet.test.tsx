import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { drawSession } from '../../fake/drawSession.tsx';
import { RunSheet } from './RunSheet.tsx';

const MINUTE_MS = 60_000;

/** The first part, of 30 minutes, begun so long ago. */
async function drawAfter(ms: number) {
  const drawn = await drawSession(<RunSheet />);
  await act(async () => drawn.live.store.setState({ clockOffsetMs: drawn.hub.now() + ms - Date.now() }));
  const texts = [...drawn.root.querySelectorAll('ol li')].map(({ textContent }) => textContent);
  return { ...drawn, texts, head: drawn.root.querySelector('header p')?.textContent };
}

describe('CO2 the run sheet', () => {
  it('tells planned lengths in minutes, so that they look like no clock', async () => {
    const { texts, head } = await drawAfter(0);
    expect(texts.slice(1)).toEqual([
      'Relapse prevention45 min',
      'Rooms: early signs25 min',
      'Break15 min',
      'Practice50 min',
      'Check-out30 min',
    ]);
    expect(head).toBe('4 here · 0 min into 3 h 15 min');
  });

  it('tells a part to be over from one whole minute on', async () => {
    expect((await drawAfter(30 * MINUTE_MS + 30_000)).texts[0]).toBe('Check-in0:00 left');
    expect((await drawAfter(31 * MINUTE_MS + 30_000)).texts[0]).toBe('Check-in1 min over');
  });
});
