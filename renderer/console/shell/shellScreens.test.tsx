import { act, type ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { createFakePlatform, type FakePlatform } from '../../platform/fakePlatform.ts';
import { createBrowserPlatform } from '../../platform/browserPlatform.ts';
import type { Platform } from '../../platform/platform.ts';
import { PlatformProvider } from '../../platform/PlatformContext.ts';
import { buttonNamed, press, renderForTest } from '../../ui/testRender.tsx';
import { ServicesProvider, type Services } from '../app/services.ts';
import { createFakeLive } from '../fake/fakeLive.ts';
import { fakeServices } from '../fake/drawSession.tsx';
import { createFakeHub } from '../fake/fakeHub.ts';
import { LEAD } from '../fake/fakePeople.ts';
import type { Notice } from '../model/notices.ts';
import { ShellBanners } from './ShellBanners.tsx';
import { ShellGate } from './ShellGate.tsx';
import { ShellLinks, type Way } from './ShellLinks.tsx';
import { ShellSection } from './ShellSection.tsx';
import { ShellToasts } from './ShellToasts.tsx';

/** Services of which the shell's screens only use the notices. */
function createServices(told: Notice[]): Services {
  const services = fakeServices(createFakeLive(createFakeHub(), LEAD));
  services.notices.onAdd((notice) => told.push(notice));
  return services;
}

async function draw(platform: Platform, node: ReactNode, told: Notice[] = []): Promise<HTMLElement> {
  return renderForTest(
    <PlatformProvider value={platform}>
      <ServicesProvider value={createServices(told)}>{node}</ServicesProvider>
    </PlatformProvider>,
  );
}

const settle = () => act(async () => new Promise<void>((resolve) => setTimeout(resolve)));

describe('SH84: before a hub was chosen', () => {
  it('there is nothing but the choice', async () => {
    const platform = createFakePlatform({ hub: { kind: 'none' } });
    const root = await draw(platform, <ShellGate>the console</ShellGate>);
    expect(root.textContent).not.toContain('the console');
    expect(root.querySelector('h1')?.textContent).toBe('Welcome to Circlewell');
    await press(buttonNamed(root, 'Go on'));
    expect(root.textContent).toContain('Choose one of the two first.');
    // SH88
    expect(root.textContent).toContain('members elsewhere cannot come in');
    expect(platform.asked).toEqual([]);
    await act(async () => root.querySelector<HTMLInputElement>('input[value=own]')?.click());
    await press(buttonNamed(root, 'Go on'));
    expect(platform.asked).toEqual([['chooseHub', { kind: 'own' }]]);
  });

  it('and afterwards, and in a browser, the console', async () => {
    const inShell = await draw(createFakePlatform(), <ShellGate>the console</ShellGate>);
    expect(inShell.textContent).toContain('the console');
    const inBrowser = await draw(createBrowserPlatform(window), <ShellGate>the console</ShellGate>);
    expect(inBrowser.textContent).toContain('the console');
  });
});

describe('SH55 and SH56: the key', () => {
  it.each(['noKeychain', 'weakKeychain', 'keychainRefused'] as const)(
    'in a file (%s) is said above every place',
    async (why) => {
      const root = await draw(createFakePlatform({ key: { at: 'keyFile', why } }), <ShellBanners />);
      expect(root.querySelector('[data-testid=key-file]')?.textContent).toContain(
        'Whoever can read your files can read the data',
      );
    },
  );

  it('in the keychain needs no word, and neither does a browser', async () => {
    expect((await draw(createFakePlatform(), <ShellBanners />)).querySelector('[role=note]')).toBeNull();
    expect(
      (await draw(createBrowserPlatform(window), <ShellBanners />)).querySelector('[role=note]'),
    ).toBeNull();
  });

  it.each([
    [{ at: 'locked', why: 'keychainRefused' } as const, 'Unlock the keychain'],
    [{ at: 'locked', why: 'weakKeychain' } as const, 'the keychain is not there'],
    [{ at: 'broken' } as const, 'Put it back from your backup'],
  ])('that cannot be had (%j) is said instead of the console, and can be tried again', async (key, words) => {
    const platform = createFakePlatform({ key });
    const root = await draw(platform, <ShellGate>the console</ShellGate>);
    expect(root.textContent).not.toContain('the console');
    expect(root.querySelector('[role=alert]')?.textContent).toContain(words);
    expect(buttonNamed(root, 'Change the hub…').disabled).toBe(false);
    await press(buttonNamed(root, 'Try again'));
    expect(platform.asked).toEqual([['retryKey']]);
    await act(async () => platform.change({ key: { at: 'keychain' } }));
    expect(root.textContent).toContain('the console');
  });
});

describe('SH58, SH73: what happened before this page', () => {
  it('is said once', async () => {
    const root = await draw(
      createFakePlatform({ isAfterCrash: true, areSettingsNew: true }),
      <ShellToasts />,
    );
    expect(root.textContent).toContain('The window closed by itself');
    expect(root.textContent).toContain('settings could not be read');
    expect((await draw(createFakePlatform(), <ShellToasts />)).textContent).not.toContain('closed by itself');
  });
});

describe('Settings of the desktop app', () => {
  it('are not there in a browser', async () => {
    const root = await draw(createBrowserPlatform(window), <ShellSection />);
    expect(root.querySelector('[data-testid=shell-settings]')).toBeNull();
  });

  it('SH88: say whom the hub on this computer does not reach', async () => {
    const root = await draw(createFakePlatform({ hub: { kind: 'own' } }), <ShellSection />);
    expect(root.textContent).toContain('Only this computer reaches it: members elsewhere cannot come in.');
  });

  it('SH68: say that a key is taken', async () => {
    const platform = createFakePlatform({ muteKey: { chosen: 'F9', isTaken: true } });
    const root = await draw(platform, <ShellSection />);
    expect(root.textContent).toContain('Another program has this key');
    await act(async () => platform.change({ muteKey: { chosen: 'F9', isTaken: false } }));
    expect(root.textContent).not.toContain('Another program has this key');
  });

  it('SH87: change the key to the data once asked again, where the app has one', async () => {
    const platform = createFakePlatform({ key: { at: 'keychain' } });
    const root = await draw(platform, <ShellSection />);
    await press(buttonNamed(root, 'Change the key…'));
    expect(platform.asked).toEqual([]);
    await press(buttonNamed(document.body, 'Change the key'));
    expect(platform.asked).toEqual([['changeHubKey']]);
    await act(async () => platform.change({ key: { at: 'opening' } }));
    expect(root.textContent).not.toContain('Change the key…');
  });

  it('SH72: count the crash reports, and delete them', async () => {
    const platform = createFakePlatform({ crashes: { count: 2, newestAt: Date.UTC(2026, 10, 25, 12) } });
    const root = await draw(platform, <ShellSection />);
    expect(root.textContent).toContain('2 reports, on this computer only');
    await press(buttonNamed(root, 'Delete the reports'));
    expect(platform.asked).toEqual([['deleteCrashReports']]);
  });

  it.each([
    [{ at: 'off', why: 'noFeed' } as const, 'does not look for new versions'],
    [{ at: 'off', why: 'system' } as const, 'this computer’s own updates'],
    [{ at: 'failed', why: 'notSigned' } as const, 'not signed by the people who make this app'],
    [{ at: 'current' } as const, 'the newest version that is known'],
  ])('SH77, SH78: say %j', async (updates, words) => {
    const root = await draw(createFakePlatform({ updates }), <ShellSection />);
    expect(root.textContent).toContain(words);
  });

  it('SH80: offer the restart where a version is ready, and tell a refusal', async () => {
    const told: Notice[] = [];
    const platform = createFakePlatform({ updates: { at: 'ready', version: '2.0.0' } });
    const root = await draw(platform, <ShellSection />, told);
    platform.refusal = new Error('no');
    await press(buttonNamed(root, 'Restart now'));
    await settle();
    expect(platform.asked).toEqual([['restartToUpdate']]);
    expect(told).toMatchObject([{ kind: 'refused', error: { kind: 'internal' } }]);
  });

  it('SH86: change the hub, unless the start has named it', async () => {
    const root = await draw(createFakePlatform(), <ShellSection />);
    await press(buttonNamed(root, 'Change the hub…'));
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('At my practice’s hub');
    const fixed = { kind: 'remote', address: 'http://127.0.0.1:7455', isFixed: true } as const;
    const other = await draw(createFakePlatform({ hub: fixed }), <ShellSection />);
    expect(other.textContent).not.toContain('Change the hub…');
    expect(other.textContent).toContain('given when the app was started');
  });
});

describe('SH63: following a link', () => {
  async function setUp(here: string) {
    const went: string[] = [];
    const way: Way = { where: () => here, goTo: (path) => went.push(path) };
    const platform: FakePlatform = createFakePlatform();
    const root = await draw(platform, <ShellLinks way={way} />);
    const open = (link: Parameters<FakePlatform['open']>[0]) => act(async () => platform.open(link));
    return { went, platform, root, open };
  }

  it('goes where it leads', async () => {
    const { went, open } = await setUp('/today');
    await open({ action: 'session', sessionId: 's1' });
    await open({ action: 'today' });
    expect(went).toEqual(['/session/s1']);
  });

  it('takes nobody out of a session who has not said so', async () => {
    const { went, open, root } = await setUp('/session/s1');
    await open({ action: 'session', sessionId: 's1' });
    await open({ action: 'today' });
    expect(went).toEqual([]);
    await press(buttonNamed(root, 'Open it'));
    expect(went).toEqual(['/today']);
  });

  it('only proposes a hub', async () => {
    const { platform, open } = await setUp('/today');
    await open({ action: 'join', address: 'https://groups.example.org' });
    const dialog = document.querySelector('[role=dialog]');
    expect(dialog?.textContent).toContain('only if it is from your practice');
    expect(dialog?.querySelector<HTMLInputElement>('input[placeholder]')?.value).toBe(
      'https://groups.example.org',
    );
    expect(platform.asked).toEqual([]);
  });
});
