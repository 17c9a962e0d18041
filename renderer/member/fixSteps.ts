import type { I18n } from '@lingui/core';
import type { DeviceTrouble } from '../live/contract.ts';
import type { BrowserFamily } from './browserSupport.ts';

/** What went wrong with a device, in a short line. */
export function troubleLine(i18n: I18n, trouble: DeviceTrouble): string {
  switch (trouble) {
    case 'denied':
      return i18n._('The browser does not have permission yet');
    case 'missing':
      return i18n._('None was found');
    case 'busy':
      return i18n._('Another program is using it');
    case 'insecure':
      return i18n._('This address is not secure');
    case 'failed':
      return i18n._('It did not start');
  }
}

/** Plain steps against it, in the words of the browser at hand. */
export function fixSteps(i18n: I18n, trouble: DeviceTrouble, family: BrowserFamily): readonly string[] {
  const again = i18n._('Then press “Try again” here.');
  switch (trouble) {
    case 'denied':
      return [...permissionSteps(i18n, family), again];
    case 'missing':
      return [
        i18n._('Check that it is plugged in, or that the Bluetooth headset is switched on and connected.'),
        i18n._(
          'Some laptops have a key or a slider that switches the camera or the microphone off. Look for it.',
        ),
        again,
      ];
    case 'busy':
      return [
        i18n._('Close other programs and browser tabs that may be in a call.'),
        i18n._('If that does not help, restart the device and open your link again.'),
        again,
      ];
    case 'insecure':
      return [
        i18n._(
          'Open your link again from the message you were sent. The address must begin with “https://”.',
        ),
      ];
    case 'failed':
      return [
        i18n._('Unplug it and plug it in again, or choose another one below.'),
        i18n._('If that does not help, restart the device and open your link again.'),
        again,
      ];
  }
}

function permissionSteps(i18n: I18n, family: BrowserFamily): readonly string[] {
  switch (family) {
    case 'ios':
      return [
        i18n._('Tap the “aA” or the settings sign beside the address, then “Website Settings”.'),
        i18n._('Set camera and microphone to “Allow”.'),
        i18n._(
          'If they are not there: open the Settings app, choose your browser, and allow camera and microphone.',
        ),
      ];
    case 'android':
      return [
        i18n._('Tap the sign to the left of the address, then “Permissions”.'),
        i18n._('Allow camera and microphone.'),
      ];
    case 'safari':
      return [
        i18n._('In the menu bar choose Safari, then “Settings for This Website”.'),
        i18n._('Set camera and microphone to “Allow”.'),
      ];
    case 'firefox':
      return [
        i18n._('Click the crossed-out camera or microphone sign to the left of the address.'),
        i18n._('Take away “Blocked” with the small cross beside it.'),
      ];
    case 'chromium':
      return [
        i18n._('Click the sign to the left of the address.'),
        i18n._('Switch on camera and microphone.'),
      ];
  }
}

/** What to look at when no sound is heard. */
export function speakerSteps(i18n: I18n): readonly string[] {
  return [
    i18n._('Turn the volume up, on the device and on the headphones.'),
    i18n._('Check that the tab or the phone is not muted.'),
    i18n._('Choose another speaker below, if there is one, and play the sound again.'),
  ];
}

/** What to do about a weak line. */
export function connectionSteps(i18n: I18n): readonly string[] {
  return [
    i18n._('Go closer to the Wi-Fi box, or use a cable.'),
    i18n._('Close videos, downloads and other calls, also on other devices at home.'),
    i18n._('If it stays weak, you can switch your camera off: sound comes before pictures.'),
  ];
}
