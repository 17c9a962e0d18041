import type { ShownSession } from '../../src/protocol/ipc/shownSession.ts';
import type { Words } from '../words/words.ts';

/** The picture in the tray. */
export type TrayIcon = 'none' | 'waiting' | 'live' | 'muted';

/** What the tray shows: a picture, a line, and a menu. It names no group and nobody. */
export type TrayView = {
  readonly icon: TrayIcon;
  readonly toolTip: string;
  readonly items: readonly { readonly id: 'mute' | 'unmute' | 'show' | 'quit'; readonly label: string }[];
};

/** Muting is offered only where there is a session to be heard in. */
export function trayView({ stage, isMicOn }: ShownSession, i18n: Words): TrayView {
  const always = [
    { id: 'show', label: i18n._('Show the window') },
    { id: 'quit', label: i18n._('Quit Circlewell') },
  ] as const;
  if (stage === 'none') return { icon: 'none', toolTip: i18n._('Circlewell: no session'), items: always };
  const sound = isMicOn
    ? ({ id: 'mute', label: i18n._('Mute') } as const)
    : ({ id: 'unmute', label: i18n._('Unmute') } as const);
  return {
    icon: stage === 'live' ? (isMicOn ? 'live' : 'muted') : 'waiting',
    toolTip: toolTip(stage, isMicOn, i18n),
    items: [sound, ...always],
  };
}

function toolTip(stage: 'waiting' | 'live', isMicOn: boolean, i18n: Words): string {
  if (stage === 'waiting') return i18n._('Circlewell: the waiting room is open');
  return isMicOn ? i18n._('Circlewell: live, you can be heard') : i18n._('Circlewell: live, you are muted');
}
