import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses';

/**
 * The switches that are burnt into Electron's binary when the app is packaged (Electron's docs, tutorial/fuses.md).
 * `strictlyRequireAllFuses` makes a new Electron with a new fuse fail the packaging until somebody has decided on it.
 */
export const FUSES: FuseV1Config = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Nobody can run other code in our name: not as plain Node, not by NODE_OPTIONS, not by a debugger's port.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // What the browser keeps is sealed with the operating system's keychain.
  [FuseV1Options.EnableCookieEncryption]: true,
  // The app's code is the archive that was signed (checked on macOS and Windows).
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};
