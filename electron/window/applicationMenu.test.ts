import { setupI18n } from '@lingui/core';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { applicationMenu } from './applicationMenu.ts';

const i18n = setupI18n({ locale: 'en', messages: { en: {} } });

/** Every item of a menu, however deep. */
function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

const rolesOn = (platform: NodeJS.Platform, hasDevTools = false) =>
  flat(applicationMenu(platform, i18n, hasDevTools)).flatMap(({ role }) => role ?? []);

describe('SH81: the menu', () => {
  it('has on macOS what the system expects, and elsewhere what is needed', () => {
    expect(applicationMenu('darwin', i18n, false).map(({ label }) => label)).toEqual([
      'Circlewell',
      'Edit',
      'View',
      'Window',
    ]);
    expect(rolesOn('darwin')).toEqual(
      expect.arrayContaining(['about', 'hide', 'quit', 'front', 'copy', 'zoomIn']),
    );
    expect(rolesOn('linux')).toEqual(expect.arrayContaining(['quit', 'copy', 'zoomIn', 'togglefullscreen']));
    expect(rolesOn('win32')).not.toContain('hide');
  });

  it.each<NodeJS.Platform>(['darwin', 'win32', 'linux'])(
    'on %s loads nothing anew, and shows no tools',
    (platform) => {
      for (const role of ['reload', 'forceReload', 'toggleDevTools', 'close'])
        expect(rolesOn(platform)).not.toContain(role);
      expect(rolesOn(platform, true)).toContain('toggleDevTools');
    },
  );

  it.each<NodeJS.Platform>(['darwin', 'win32', 'linux'])('on %s has a word for everything', (platform) => {
    for (const item of flat(applicationMenu(platform, i18n, false)))
      expect(item.type === 'separator' || (item.label ?? '') !== '').toBe(true);
  });

  it('takes no key twice', () => {
    const keys = flat(applicationMenu('linux', i18n, false)).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
