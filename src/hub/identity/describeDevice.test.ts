import { expect, it } from 'vitest';
import { describeDevice } from './describeDevice.ts';

const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)';

it.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${KHTML} Chrome/142.0.0.0 Safari/537.36`, 'Chromium', 'Linux'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${KHTML} HeadlessChrome/142.0.0.0 Safari/537.36`, 'Chromium', 'Linux'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KHTML} Chrome/142.0.0.0 Safari/537.36 Edg/142.0`,
    'Edge',
    'Windows',
  ],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${KHTML} Circlewell/0.1.0 Chrome/142.0 Electron/39.0 Safari/537.36`,
    'Circlewell',
    'macOS',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${KHTML} Version/18.0 Safari/604.1`,
    'Safari',
    'iOS',
  ],
  [`Mozilla/5.0 (Linux; Android 15) ${KHTML} Chrome/142.0.0.0 Mobile Safari/537.36`, 'Chromium', 'Android'],
  ['lightMyRequest', null, null],
  [undefined, null, null],
] as const)('ID60 of %s only the kind is kept', (userAgent, browser, system) => {
  expect(describeDevice(userAgent)).toEqual({ browser, system });
});
