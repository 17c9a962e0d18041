import type { DisplayMediaPort } from '../screens/installScreenSharing.ts';
import type { PermissionPort } from '../guards/installPermissions.ts';

type Check = Parameters<PermissionPort['setPermissionCheckHandler']>[0];
type Ask = Parameters<PermissionPort['setPermissionRequestHandler']>[0];
type Device = Parameters<PermissionPort['setDevicePermissionHandler']>[0];
type Display = Parameters<DisplayMediaPort['setDisplayMediaRequestHandler']>[0];

/** A session as Chromium asks it: what no handler was given for, Electron would grant. */
export class FakeSession implements PermissionPort, DisplayMediaPort {
  check: Check = () => true;
  ask: Ask = (_contents, _permission, callback) => {
    callback(true);
  };
  device: Device = () => true;
  display: Display | null = null;

  setPermissionCheckHandler(handler: Check): void {
    this.check = handler;
  }
  setPermissionRequestHandler(handler: Ask): void {
    this.ask = handler;
  }
  setDevicePermissionHandler(handler: Device): void {
    this.device = handler;
  }
  setDisplayMediaRequestHandler(handler: Display): void {
    this.display = handler;
  }
}
