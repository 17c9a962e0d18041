import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { buttonNamed, press } from '../../../ui/testRender.tsx';
import { drawSession } from '../../fake/drawSession.tsx';
import { MEMBERS } from '../../fake/fakePeople.ts';
import { WhereDialog } from '../people/WhereDialog.tsx';
import { useSlice } from '../useSession.ts';
import { PersonMenu } from './PersonMenu.tsx';

/** The menus of everybody on the stage, and the layer that one entry opens. */
function Menus() {
  const { tiles } = useSlice('stage');
  return (
    <>
      {tiles.map((tile) => (
        <PersonMenu key={tile.id} tile={tile} />
      ))}
      <WhereDialog />
    </>
  );
}

const entries = (): string[] =>
  [...document.querySelectorAll('[role=menuitem]')].map((item) => item.textContent ?? '');

async function choose(label: string): Promise<void> {
  const item = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
    ({ textContent }) => textContent === label,
  );
  if (!item) throw new Error(`no entry "${label}" among ${entries().join(', ')}`);
  await act(async () => item.click());
}

describe('the menu of a person', () => {
  it('CO19 shows the place and the call-back number of a member who was let in', async () => {
    const { root } = await drawSession(<Menus />);
    await press(buttonNamed(root, 'Actions for Ana R.'));
    await choose('Where they are…');
    const dialog = document.querySelector('[role=dialog]');
    expect(dialog?.textContent).toContain('At home, Elm Street 4');
    expect(dialog?.textContent).toContain('555-0100');
  });

  it('CO19 keeps them on the screen while the member is lost or has left', async () => {
    const { hub, model } = await drawSession(<Menus />);
    await act(async () => model.setLocal({ whereId: 'ana' }));
    const words = (): string => document.querySelector('[role=dialog]')?.textContent ?? '';
    await act(async () => hub.give({ kind: 'hub' }, { type: 'connectionLost', participantId: 'ana' }));
    expect(words()).toContain('connection lost');
    expect(words()).toContain('555-0100');
    await act(async () => hub.give(MEMBERS[0], { type: 'leave' }));
    expect(words()).toContain('Has left the session');
    expect(words()).toContain('555-0100');
  });

  it('CO19 offers no place of staff, who came by no door', async () => {
    const { root } = await drawSession(<Menus />);
    await press(buttonNamed(root, 'Actions for Noor K.'));
    expect(entries()).toContain('Mute');
    expect(entries()).not.toContain('Where they are…');
  });
});
