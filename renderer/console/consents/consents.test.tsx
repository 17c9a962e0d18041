import { act, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { Consent, ConsentsReply } from '../../../src/protocol/api/consents.ts';
import { buttonNamed, press, typeInto } from '../../ui/testRender.tsx';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { ConsentsDialog } from './ConsentsDialog.tsx';

const TODAY = '2026-11-24';
const GIVEN: Consent = {
  id: 'c1',
  memberId: 'ana',
  scope: 'tpo',
  information: 'Notes of treatment',
  recipients: 'Those who supervise',
  purpose: 'Treatment',
  signedOn: '2026-11-01',
  end: { kind: 'none' },
  recordedAt: 1,
  recordedBy: 'Maria L.',
  withdrawal: null,
  standing: 'inForce',
};
const WITHDRAWN: Consent = {
  ...GIVEN,
  id: 'c0',
  scope: 'legal',
  end: { kind: 'event', words: 'the hearing' },
  standing: 'withdrawn',
  withdrawal: { withdrawnOn: '2026-11-10', how: 'A letter', recordedAt: 2, recordedBy: 'Noor K.' },
};

function Shown({ first }: { first: ConsentsReply }) {
  const [known, setKnown] = useState(first);
  return (
    <ConsentsDialog
      groupId="g1"
      member={{ id: 'ana', displayName: 'Ana R.' }}
      known={known}
      onKnown={setKnown}
      onClose={() => undefined}
    />
  );
}

async function draw(api: object, who: object = {}) {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  services.account.store.setState({ stage: 'signedIn', me: meOf({ ...LEAD, ...who }) }, true);
  const other = { ...GIVEN, id: 'c9', memberId: 'ben', information: 'Of somebody else' };
  await drawPlace(<Shown first={{ today: TODAY, consents: [GIVEN, WITHDRAWN, other] }} />, {
    ...services,
    api: { ...services.api, ...api },
  });
}
const dialog = () => document.querySelector('[role=dialog]');
function fieldNamed(name: string): HTMLInputElement | HTMLTextAreaElement {
  const label = [...document.querySelectorAll('label')].find(({ textContent }) => textContent === name);
  const field = document.getElementById(label?.getAttribute('for') ?? '');
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return field;
  throw new Error(`no field "${name}"`);
}
const write = (name: string, text: string) => act(async () => typeInto(fieldNamed(name), text));

describe('SG89 the consents of a member', () => {
  it('shows all that ever was, and nobody else’s', async () => {
    await draw({});
    const text = dialog()?.textContent ?? '';
    expect(text).toContain('Treatment, payment and operationsin force');
    expect(text).toContain('until: the hearing');
    expect(text).toContain('Withdrawn on Tuesday, November 10, 2026 (A letter), recorded by Noor K.');
    expect(text).not.toContain('Of somebody else');
  });

  it('records one once all of it stands there and its days fit', async () => {
    const giveConsent = vi.fn(async () => ({ today: TODAY, consents: [] }));
    await draw({ giveConsent });
    await press(buttonNamed(document, 'Record a consent'));
    await write('What may be told', 'Notes');
    await write('To whom', 'Supervisors');
    await write('For what purpose', 'Treatment');
    await write('Signed on', '2026-11-25');
    expect(dialog()?.textContent).toContain('That day is still to come.');
    expect(buttonNamed(document, 'Record it').disabled).toBe(true);
    await write('Signed on', TODAY);
    await press(buttonNamed(document, 'Record it'));
    expect(giveConsent).toHaveBeenCalledWith('g1', 'ana', {
      scope: 'tpo',
      information: 'Notes',
      recipients: 'Supervisors',
      purpose: 'Treatment',
      signedOn: TODAY,
      end: { kind: 'none' },
    });
    expect(dialog()?.textContent).toContain('None has been recorded.');
  });

  it('records a withdrawal, with its form', async () => {
    const withdrawConsent = vi.fn(async () => ({ today: TODAY, consents: [WITHDRAWN] }));
    await draw({ withdrawConsent });
    await press(buttonNamed(document, 'Record a withdrawal…'));
    expect(buttonNamed(document, 'Record the withdrawal').disabled).toBe(true);
    await write('In what form', 'Signed form');
    await write('Withdrawn on', '2026-10-31');
    expect(dialog()?.textContent).toContain('cannot be withdrawn before the day it was signed');
    await write('Withdrawn on', TODAY);
    await press(buttonNamed(document, 'Record the withdrawal'));
    expect(withdrawConsent).toHaveBeenCalledWith('g1', 'ana', 'c1', {
      withdrawnOn: TODAY,
      how: 'Signed form',
    });
  });

  it('SG83 a supervisor sees them, and has nothing to record with', async () => {
    await draw({}, { role: 'supervisor' });
    const buttons = [...(dialog()?.querySelectorAll('button') ?? [])].map(({ textContent }) => textContent);
    expect(buttons.filter((text) => text.startsWith('Record'))).toEqual([]);
    expect(dialog()?.textContent).toContain('Those who supervise');
  });
});
