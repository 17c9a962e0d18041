import type { MenuItemConstructorOptions } from 'electron';
import type { Words } from '../words/words.ts';

/**
 * The application's menu in the words of the page's language. On macOS it is what the system expects; elsewhere the bar
 * stays hidden until Alt is pressed, and carries the keys for editing, zoom and full screen. Nothing in it reloads the
 * page, since that would drop a facilitator out of a session.
 *
 * @param hasDevTools from a working copy only.
 */
export function applicationMenu(
  platform: NodeJS.Platform,
  i18n: Words,
  hasDevTools: boolean,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  return [
    isMac ? macAppMenu(i18n) : appMenu(i18n),
    editMenu(i18n),
    viewMenu(i18n, hasDevTools),
    windowMenu(i18n, isMac),
  ];
}

const LINE: MenuItemConstructorOptions = { type: 'separator' };

function macAppMenu(i18n: Words): MenuItemConstructorOptions {
  return {
    label: 'Circlewell',
    submenu: [
      { role: 'about', label: i18n._('About Circlewell') },
      LINE,
      { role: 'services', label: i18n._('Services') },
      LINE,
      { role: 'hide', label: i18n._('Hide Circlewell') },
      { role: 'hideOthers', label: i18n._('Hide others') },
      { role: 'unhide', label: i18n._('Show all') },
      LINE,
      { role: 'quit', label: i18n._('Quit Circlewell') },
    ],
  };
}

function appMenu(i18n: Words): MenuItemConstructorOptions {
  return {
    label: 'Circlewell',
    submenu: [
      { role: 'about', label: i18n._('About Circlewell') },
      LINE,
      { role: 'quit', label: i18n._('Quit Circlewell'), accelerator: 'CommandOrControl+Q' },
    ],
  };
}

function editMenu(i18n: Words): MenuItemConstructorOptions {
  return {
    label: i18n._('Edit'),
    submenu: [
      { role: 'undo', label: i18n._('Undo') },
      { role: 'redo', label: i18n._('Redo') },
      LINE,
      { role: 'cut', label: i18n._('Cut') },
      { role: 'copy', label: i18n._('Copy') },
      { role: 'paste', label: i18n._('Paste') },
      { role: 'selectAll', label: i18n._('Select all') },
    ],
  };
}

function viewMenu(i18n: Words, hasDevTools: boolean): MenuItemConstructorOptions {
  const tools: MenuItemConstructorOptions[] = hasDevTools ? [LINE, { role: 'toggleDevTools' }] : [];
  return {
    label: i18n._('View'),
    submenu: [
      { role: 'resetZoom', label: i18n._('Actual size') },
      { role: 'zoomIn', label: i18n._('Larger') },
      // On many keyboards the plus is reached with Shift; without it the same key gives an equals sign.
      {
        role: 'zoomIn',
        label: i18n._('Larger'),
        accelerator: 'CommandOrControl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
      },
      { role: 'zoomOut', label: i18n._('Smaller') },
      LINE,
      { role: 'togglefullscreen', label: i18n._('Full screen') },
      ...tools,
    ],
  };
}

function windowMenu(i18n: Words, isMac: boolean): MenuItemConstructorOptions {
  const macOnly: MenuItemConstructorOptions[] = [
    { role: 'zoom', label: i18n._('Zoom') },
    LINE,
    { role: 'front', label: i18n._('Bring to front') },
  ];
  return {
    label: i18n._('Window'),
    submenu: [{ role: 'minimize', label: i18n._('Minimize') }, ...(isMac ? macOnly : [])],
  };
}
