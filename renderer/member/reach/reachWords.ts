import type { I18n } from '@lingui/core';
import type { ReachWay } from '../../../src/protocol/api/reach.ts';
import type { Verdict, WayState } from './reachModel.ts';

/** What is tried. */
export function titleWords(i18n: I18n, way: ReachWay | 'messages', isRelayTls = true): string {
  switch (way) {
    case 'messages':
      return i18n._('Messages (WebSocket)');
    case 'udp':
      return i18n._('Sound and pictures, the fast way (UDP)');
    case 'tcp':
      return i18n._('Sound and pictures, the slower way (TCP)');
    case 'relay':
      return isRelayTls
        ? i18n._('Sound and pictures, the long way round (relay, TLS)')
        : i18n._('Sound and pictures, the long way round (relay)');
  }
}

/** How it stands, in a few words. */
export function statusWords(i18n: I18n, state: WayState): string {
  switch (state.at) {
    case 'trying':
      return i18n._('Looking…');
    case 'works':
      return state.roundTripMs === null
        ? i18n._('Gets through')
        : i18n._('Gets through, {ms} ms there and back', { ms: Math.max(1, Math.round(state.roundTripMs)) });
    case 'fails':
      return i18n._('Does not get through');
    case 'absent':
      return i18n._('Your program does not have this way');
  }
}

/** What a way that fails means, and what staff can do about it. */
export function adviceWords(i18n: I18n, way: ReachWay | 'messages'): string {
  switch (way) {
    case 'messages':
      return i18n._('For your program: the proxy in front of the hub must pass WebSocket upgrades on.');
    case 'udp':
      return i18n._(
        'Many networks of offices and hospitals stop it. For your program: if it fails everywhere, open the hub’s media ports for UDP, and check the announced address.',
      );
    case 'tcp':
      return i18n._(
        'It helps where the fast way is stopped. For your program: open the same media ports for TCP.',
      );
    case 'relay':
      return i18n._(
        'It helps where only web pages get through. For your program: check that the relay runs and has the same secret.',
      );
  }
}

/** What all of it means for the member. */
export function verdictWords(i18n: I18n, verdict: Exclude<Verdict, 'trying'>): string {
  switch (verdict) {
    case 'good':
      return i18n._('Yes. Your group will work from here.');
    case 'late':
      return i18n._('Yes, but sound and pictures may come late. Another network may be better.');
    case 'noMedia':
      return i18n._(
        'Sound and pictures do not get through from here. Please try another network, such as your phone’s own, or call your program.',
      );
    case 'noMessages':
      return i18n._(
        'Your group cannot be reached from here. Please try another network, or call your program.',
      );
  }
}
