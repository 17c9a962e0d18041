import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { buttonNamed, press } from '../../../ui/testRender.tsx';
import { drawSession, typeInto } from '../../fake/drawSession.tsx';
import { MEMBERS } from '../../fake/fakePeople.ts';
import { ChatPanel } from './ChatPanel.tsx';

const field = (root: ParentNode): HTMLTextAreaElement => {
  const found = root.querySelector('textarea');
  if (!found) throw new Error('no field to write in');
  return found;
};
const lines = (root: ParentNode): string => root.querySelector('[role=log]')?.textContent ?? '';

describe('the messages', () => {
  it('CO23 say that a member wrote, and lead to an answer that this member reads', async () => {
    const { root, hub } = await drawSession(<ChatPanel />);
    await act(async () =>
      hub.give(MEMBERS[0], { type: 'sendChat', target: { to: 'staff' }, text: 'Can I leave early?' }),
    );
    expect(lines(root)).toContain('from a member; only staff see replies here');
    await press(buttonNamed(root, 'Reply to Ana R.'));
    await typeInto(field(root), 'Yes, of course');
    await press(buttonNamed(root, 'Send'));
    expect(hub.state().chat.at(-1)).toMatchObject({
      target: { to: 'person', participantId: 'ana' },
      text: 'Yes, of course',
      audience: expect.arrayContaining(['ana', 'lead']),
    });
  });

  it('CO24 keep what was being written while another conversation is looked at', async () => {
    const { root } = await drawSession(<ChatPanel />);
    await typeInto(field(root), 'I was about to say');
    await press(buttonNamed(root, 'Room'));
    expect(field(root).value).toBe('');
    await press(buttonNamed(root, 'Staff line'));
    expect(field(root).value).toBe('I was about to say');
  });

  it('CO24 say that words wait for the line, and clear the field only once they are sent', async () => {
    const { root, live } = await drawSession(<ChatPanel />);
    await act(async () => live.setOnline(false));
    await typeInto(field(root), 'Ten more minutes');
    await press(buttonNamed(root, 'Send'));
    expect(root.querySelector('[role=status]')?.textContent).toContain('as soon as the line is back');
    expect(field(root).value).toBe('Ten more minutes');
    expect(field(root).readOnly).toBe(true);
    await act(async () => live.setOnline(true));
    expect(field(root).value).toBe('');
    expect(lines(root)).toContain('Ten more minutes');
  });
});
