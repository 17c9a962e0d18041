import { expect, test, vi } from 'vitest';
import { setActive } from './setActive.ts';

function sender(isActive: boolean) {
  const parameters: RTCRtpSendParameters = {
    transactionId: 't',
    codecs: [],
    headerExtensions: [],
    rtcp: {},
    encodings: [
      { rid: 'r0', active: isActive },
      { rid: 'r1', active: isActive },
    ],
  };
  return {
    getParameters: () => parameters,
    setParameters: vi.fn(async (_given: RTCRtpSendParameters) => undefined),
  };
}

test('CL41 an empty video sender has all its encodings inactive', async () => {
  const rtpSender = sender(true);
  await setActive({ kind: 'video', rtpSender }, false);
  expect(rtpSender.setParameters.mock.calls[0]?.[0].encodings.map(({ active }) => active)).toEqual([
    false,
    false,
  ]);
});

test('CL41 nothing is set where nothing changes, for sound, or where the browser refuses', async () => {
  const rtpSender = sender(true);
  await setActive({ kind: 'video', rtpSender }, true);
  await setActive({ kind: 'audio', rtpSender }, false);
  await setActive({ kind: 'video' }, false);
  expect(rtpSender.setParameters).not.toHaveBeenCalled();
  rtpSender.setParameters.mockRejectedValueOnce(new DOMException('no', 'InvalidModificationError'));
  await expect(setActive({ kind: 'video', rtpSender }, false)).resolves.toBeUndefined();
});
