import type { IForgeResolvableMaker } from '@electron-forge/shared-types';

/** The part of each maker's options that is used; Forge itself takes anything. */
type MakerOptions = {
  '@electron-forge/maker-deb': {
    options: {
      name: string;
      bin: string;
      productName: string;
      genericName: string;
      description: string;
      maintainer: string;
      section: string;
      priority: 'optional';
      categories: readonly string[];
      mimeType: readonly string[];
      icon: string;
    };
  };
  '@electron-forge/maker-zip': Record<string, never>;
  '@electron-forge/maker-squirrel': {
    name: string;
    title: string;
    authors: string;
    description: string;
    setupExe: string;
    setupIcon: string;
    noMsi: boolean;
  };
  '@electron-forge/maker-dmg': { icon: string; format: 'ULFO' };
};

function maker<N extends keyof MakerOptions>(
  name: N,
  platforms: IForgeResolvableMaker['platforms'],
  config: MakerOptions[N],
): IForgeResolvableMaker {
  return { name, platforms: platforms ?? null, config };
}

const DESCRIPTION = 'Leads virtual therapy groups.';

/**
 * What the packages are made with; each runs on its own system. They are named and not imported, so that a machine that
 * only builds the app needs none of them.
 *
 * @param icon the app's icon without its ending.
 */
export function makers(icon: string): IForgeResolvableMaker[] {
  return [
    maker('@electron-forge/maker-deb', ['linux'], {
      options: {
        name: 'circlewell',
        bin: 'circlewell',
        productName: 'Circlewell',
        genericName: 'Virtual therapy groups',
        description: DESCRIPTION,
        maintainer: 'Circlewell',
        section: 'net',
        priority: 'optional',
        categories: ['Network', 'VideoConference'],
        mimeType: ['x-scheme-handler/circlewell'],
        icon: `${icon}.png`,
      },
    }),
    maker('@electron-forge/maker-zip', ['linux', 'darwin', 'win32'], {}),
    maker('@electron-forge/maker-squirrel', ['win32'], {
      name: 'circlewell',
      title: 'Circlewell',
      authors: 'Circlewell',
      description: DESCRIPTION,
      setupExe: 'Circlewell-Setup.exe',
      setupIcon: `${icon}.ico`,
      noMsi: true,
    }),
    // Without a name of its own, so that the file's name has the version and the processor (SH102).
    maker('@electron-forge/maker-dmg', ['darwin'], {
      icon: `${icon}.icns`,
      format: 'ULFO',
    }),
  ];
}
