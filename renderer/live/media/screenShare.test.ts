import { describe, expect, test } from 'vitest';
import { FakeStream } from '../testKit/fakeStream.ts';
import { FakeTrack } from '../testKit/fakeTrack.ts';
import { pickScreen } from './screenShare.ts';

const refusing = (error: Error) => ({ getDisplayMedia: () => Promise.reject<MediaStream>(error) });
const giving = (...tracks: FakeTrack[]) => ({ getDisplayMedia: async () => new FakeStream(tracks) });

describe('CL47 picking a screen', () => {
  test.each([
    ['Chrome and Safari', new DOMException('Permission denied', 'NotAllowedError')],
    ['Chrome', new DOMException('Permission denied by user', 'NotAllowedError')],
    ['Firefox', new DOMException('The request is not allowed by the user agent.', 'NotAllowedError')],
    ['the shell', new DOMException('Error starting capture', 'AbortError')],
  ])('a picker that is closed without a choice is nothing, in %s', async (_where, error) => {
    expect(await pickScreen(refusing(error))).toBeNull();
  });

  test.each([
    ['screen.refusedBySystem', new DOMException('Permission denied by system', 'NotAllowedError')],
    ['screen.noSource', new DOMException('The object can not be found here.', 'NotFoundError')],
    ['screen.notSupported', new TypeError('not a function')],
    ['screen.failed', new DOMException('Could not start video source', 'NotReadableError')],
    ['screen.failed', new DOMException('no click', 'InvalidStateError')],
  ] as const)('%s is told', async (rule, error) => {
    await expect(pickScreen(refusing(error))).rejects.toMatchObject({ name: 'CirclewellError', rule });
  });

  test('a browser that cannot share says so', async () => {
    await expect(pickScreen(null)).rejects.toMatchObject({ rule: 'screen.notSupported' });
  });

  test('a stream without a picture is no source, and its sound stops', async () => {
    const sound = new FakeTrack('audio');
    await expect(pickScreen(giving(sound))).rejects.toMatchObject({ rule: 'screen.noSource' });
    expect(sound.readyState).toBe('ended');
  });

  test('what was chosen comes with its sound where there is one', async () => {
    const [picture, sound] = [new FakeTrack('video'), new FakeTrack('audio')];
    expect(await pickScreen(giving(picture, sound))).toEqual({ video: picture, audio: sound });
    expect(await pickScreen(giving(picture))).toEqual({ video: picture, audio: null });
  });
});
