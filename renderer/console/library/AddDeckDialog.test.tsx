import { act } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { buttonNamed, press } from '../../ui/testRender.tsx';
import { drawPlace, fakeServices, typeInto } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD } from '../fake/fakePeople.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { AddDeckDialog } from './AddDeckDialog.tsx';

async function draw() {
  const onClose = vi.fn();
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  const addDeck = vi.fn(() =>
    Promise.reject(new CirclewellError('invalid', 'Line 7: a rule this page does not know')),
  );
  await drawPlace(<AddDeckDialog onClose={onClose} />, { ...services, api: { ...services.api, addDeck } });
  const field = (name: 'input' | 'textarea') => {
    const found = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[role=dialog] ${name}`);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  return { onClose, addDeck, field };
}

const alert = () => document.querySelector('[role=alert]')?.textContent;

describe('CO32 adding a deck', () => {
  it('says which line is wrong and what to do, before anything is sent', async () => {
    const { field, addDeck } = await draw();
    await typeInto(field('input'), 'My deck');
    await typeInto(field('textarea'), '# One\n\n---\n\nwords without a title');
    await press(buttonNamed(document, 'Add the deck'));
    expect(alert()).toContain('Line 3: The slide that begins here has no title.');
    expect(addDeck).not.toHaveBeenCalled();
    await typeInto(field('textarea'), '# One');
    expect(alert()).toBeUndefined();
  });

  it('names the line that the hub refuses', async () => {
    const { field } = await draw();
    await typeInto(field('input'), 'My deck');
    await press(buttonNamed(document, 'Add the deck'));
    expect(alert()).toContain('Line 7: Something in what you entered is not right.');
  });

  it('asks before it throws away what was written', async () => {
    const { onClose, field } = await draw();
    await typeInto(field('textarea'), '# An hour of work');
    await act(async () =>
      field('textarea').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }),
      ),
    );
    expect(onClose).not.toHaveBeenCalled();
    await press(buttonNamed(document, 'Keep writing'));
    expect(field('textarea').value).toBe('# An hour of work');
    await press(buttonNamed(document, 'Cancel'));
    await press(buttonNamed(document, 'Throw away'));
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('closes at once where nothing was written', async () => {
    const { onClose } = await draw();
    await press(buttonNamed(document, 'Cancel'));
    expect(onClose).toHaveBeenCalledOnce();
  });
});
