import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The application menu. Only macOS has one, because copying and pasting do not work there without; elsewhere the
 * console has all there is, and a menu would offer to reload the page in the middle of a session.
 */
export function installApplicationMenu(platform: NodeJS.Platform): void {
  const template: MenuItemConstructorOptions[] = [
    { role: 'appMenu' },
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(platform === 'darwin' ? Menu.buildFromTemplate(template) : null);
}
