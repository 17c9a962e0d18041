import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { buttonNamed, press } from '../../../ui/testRender.tsx';
import { createFakeHub } from '../../fake/fakeHub.ts';
import { drawSession } from '../../fake/drawSession.tsx';
import { arrive, DOOR, MEMBERS } from '../../fake/fakePeople.ts';
import { WaitingPanel } from './WaitingPanel.tsx';

const [, ben, cora] = MEMBERS;
const cardOf = (root: ParentNode, id: string) => root.querySelector(`[data-participant-id=${id}]`);

/** A group that is on with Ana, and nobody waiting. */
const draw = () => drawSession(<WaitingPanel />, { hub: createFakeHub(), count: 1 });

describe('CO3 the waiting room', () => {
  it('shows everything of somebody who waits alone', async () => {
    const { root, hub } = await draw();
    await act(async () => arrive(hub, ben));
    expect(cardOf(root, 'ben')?.textContent).toContain('At home, Elm Street 4');
    expect(cardOf(root, 'ben')?.textContent).toContain('checks passed');
  });

  it('gives each of several one line, and the rest on demand', async () => {
    const { root, hub, live } = await draw();
    await act(async () => {
      arrive(hub, ben);
      arrive(hub, cora);
    });
    expect(cardOf(root, 'ben')?.textContent).not.toContain('Elm Street');
    const more = buttonNamed(root, 'What Ben T. told at the door');
    expect(more.getAttribute('aria-expanded')).toBe('false');
    await press(more);
    expect(more.getAttribute('aria-expanded')).toBe('true');
    expect(cardOf(root, 'ben')?.textContent).toContain('At home, Elm Street 4');
    expect(cardOf(root, 'cora')?.textContent).not.toContain('Elm Street');
    await press(buttonNamed(root, 'Let everyone in'));
    expect(live.sent).toContainEqual({ type: 'admitAll' });
  });

  it('shows what wants attention without being asked', async () => {
    const { root, hub } = await draw();
    await act(async () => {
      arrive(hub, cora);
      hub.give(ben, {
        type: 'arrive',
        isMicOn: true,
        isCameraOn: true,
        door: {
          ...DOOR,
          checks: { ...DOOR.checks, microphone: 'trouble' },
          privacy: { ...DOOR.privacy, company: 'othersNearby' },
        },
      });
    });
    expect(cardOf(root, 'ben')?.textContent).toContain('trouble: microphone');
    expect(cardOf(root, 'ben')?.textContent).toContain('others nearby');
    expect(cardOf(root, 'cora')?.textContent).not.toContain('alone');
  });
});
