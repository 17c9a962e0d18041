import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { NotebookClient } from '../../notebook/NotebookClient.ts';
import { PassphraseField } from '../confirm/PassphraseField.tsx';
import { drawPlace, fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { ReadBackupDialog } from '../notebook/ReadBackupDialog.tsx';
import { WriteBackupDialog } from '../notebook/WriteBackupDialog.tsx';
import { BackupDialog } from '../settings/BackupDialog.tsx';
import { PassphraseDialog } from '../settings/PassphraseDialog.tsx';
import { SetupPage } from '../signIn/SetupPage.tsx';
import { SignInPage } from '../signIn/SignInPage.tsx';
import { WelcomePage } from '../signIn/WelcomePage.tsx';
import { PassphraseAccount } from './PassphraseAccount.tsx';

const ignore = () => undefined;
const ME = meOf(LEAD);
const MINE = ME.staff.accountName;
const FILE = 'circlewell-file';
/** No dialog asks it for anything before something is pressed. */
const CLIENT = new NotebookClient({
  line: { postMessage: ignore, addEventListener: ignore },
  staffId: ME.staff.id,
  after: () => ignore,
});

afterEach(() => history.replaceState(null, '', '/'));

/** Each passphrase of what is drawn, with the name that a password manager takes for it: that of the last field for one before it. */
async function namesOf(node: ReactNode, { isSignedIn }: { isSignedIn: boolean }): Promise<unknown[]> {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  if (isSignedIn) services.account.store.setState({ stage: 'signedIn', me: ME }, true);
  const lookAtStaffLink: typeof services.api.lookAtStaffLink = async () => ({
    kind: 'invitation',
    practiceName: 'Harbor House',
    displayName: 'Omar H.',
    accountName: 'omar',
    expiresAt: 9,
  });
  const api = { ...services.api, lookAtStaffLink };
  await drawPlace(<PassphraseAccount>{node}</PassphraseAccount>, { ...services, api });
  const fields = document.querySelectorAll<HTMLInputElement>(
    'input[autocomplete=username], input[type=password]',
  );
  const names: unknown[] = [];
  let name: string | null = null;
  for (const field of fields) {
    if (field.type === 'password') names.push(name);
    else name = field.hidden ? field.value : `seen: ${field.value}`;
  }
  return names;
}

describe('CO75 a passphrase’s field says whose it is', () => {
  it.each([
    ['when one’s own is changed', <PassphraseDialog key="" me={ME} onClose={ignore} />, [MINE, MINE, MINE]],
    ['when it is given again', <PassphraseField key="" value="" onChange={ignore} />, [MINE]],
    [
      'for the practice’s backup',
      <BackupDialog key="" onClose={ignore} onBegin={async () => undefined} />,
      [FILE, FILE],
    ],
    ['for a file of notes', <WriteBackupDialog key="" client={CLIENT} onClose={ignore} />, [FILE, FILE]],
    ['to read such a file', <ReadBackupDialog key="" client={CLIENT} onClose={ignore} />, [FILE]],
  ])('%s', async (_, node, names) => {
    expect(await namesOf(node, { isSignedIn: true })).toEqual(names);
  });

  it.each([
    ['at the sign-in', <SignInPage key="" />, ['seen: ']],
    ['at the first set-up', <SetupPage key="" />, ['seen: ', 'seen: ']],
  ])('%s, by the name in the form', async (_, node, names) => {
    expect(await namesOf(node, { isSignedIn: false })).toEqual(names);
  });

  it.each([false, true])('by an invitation, whoever else is signed in here (%s)', async (isSignedIn) => {
    history.replaceState(null, '', '/welcome#abcdefghijklmnopqrstuv');
    expect(await namesOf(<WelcomePage />, { isSignedIn })).toEqual(['seen: omar', 'seen: omar']);
  });
});
