import { describe, expect, it } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { HubGone } from './HubGone.tsx';

const draw = (error: Error) =>
  drawPlace(
    <HubGone error={error} reset={() => undefined} />,
    fakeServices(createFakeLive(createFakeHub(), LEAD)),
  );

describe('CO34 a place that cannot be opened', () => {
  it('says that the hub does not answer, that nothing is lost, and what to check', async () => {
    const { textContent } = await draw(new CirclewellError('unavailable', 'no answer'));
    expect(textContent).toContain('The hub does not answer');
    expect(textContent).toContain('Nothing that is stored is lost.');
    expect(textContent).toContain('Then try again.');
  });

  it('says anything else in the words of its kind, and nothing of its text', async () => {
    const { textContent } = await draw(new Error('secret detail'));
    expect(textContent).toContain('This place cannot be opened just now');
    expect(textContent).toContain('tell your administrator');
    expect(textContent).not.toContain('secret');
  });
});
