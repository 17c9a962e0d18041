/** The part of `navigator.mediaDevices` that capture needs, so that a test can stand in for it. */
export type UserMediaDevices = {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  enumerateDevices(): Promise<readonly Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>[]>;
  addEventListener(type: 'devicechange', listener: () => void): void;
  removeEventListener(type: 'devicechange', listener: () => void): void;
};

/** The browser's devices; null on an insecure page, where browsers have none. */
export function browserMediaDevices(): UserMediaDevices | null {
  return 'mediaDevices' in navigator ? navigator.mediaDevices : null;
}
