import { desktopCapturer, type DesktopCapturerSource } from 'electron';
import type { ScreenSource } from '../../src/protocol/ipc/screens.ts';
import { isOwnUrl } from '../page/appOrigin.ts';
import type { ScreenChooser } from './screenChooser.ts';

const THUMBNAIL = { width: 320, height: 180 } as const;
const THUMBNAIL_QUALITY = 70;

/** Lists what can be shared now, screens first. */
export async function listScreenSources(): Promise<readonly ScreenSource[]> {
  const found = await desktopCapturer.getSources({ types: ['screen', 'window'], thumbnailSize: THUMBNAIL });
  const sources = found.map(describe);
  return [
    ...sources.filter(({ kind }) => kind === 'screen'),
    ...sources.filter(({ kind }) => kind === 'window'),
  ];
}

function describe({ id, name, thumbnail }: DesktopCapturerSource): ScreenSource {
  const picture = thumbnail.isEmpty() ? null : thumbnail.toJPEG(THUMBNAIL_QUALITY).toString('base64');
  return {
    id,
    name: name.slice(0, 500),
    kind: id.startsWith('screen:') ? 'screen' : 'window',
    thumbnail: picture === null ? null : `data:image/jpeg;base64,${picture}`,
  };
}

/** What is given to the page: a screen or a window, and the machine's sound. */
type SharedStreams = {
  readonly video: { readonly id: string; readonly name: string };
  readonly audio?: 'loopback';
};

/** The part of Electron's `Session` that shares screens. */
export interface DisplayMediaPort {
  setDisplayMediaRequestHandler(
    handler: (
      request: {
        readonly frame: { readonly url: string; readonly parent: object | null } | null;
        readonly audioRequested: boolean;
      },
      callback: (streams: SharedStreams | null) => void,
    ) => void,
    options?: { readonly useSystemPicker: boolean },
  ): void;
}

/**
 * Answers `getDisplayMedia`: with the system's own picker where there is one (macOS 15), else with the page's. Without
 * this handler Electron refuses every screen.
 */
export function installScreenSharing(session: DisplayMediaPort, chooser: ScreenChooser): void {
  session.setDisplayMediaRequestHandler(
    (request, callback) => {
      const { frame, audioRequested } = request;
      if (frame === null || frame.parent !== null || !isOwnUrl(frame.url)) {
        callback(null);
        return;
      }
      void chooser.choose({ isSoundWanted: audioRequested }).then((choice) => {
        if (choice === null) callback(null);
        else
          callback({
            video: { id: choice.sourceId, name: '' },
            ...(choice.withSound ? { audio: 'loopback' as const } : {}),
          });
      });
    },
    { useSystemPicker: true },
  );
}
