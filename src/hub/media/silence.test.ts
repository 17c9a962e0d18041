import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { onReturnFromSilence, withLearnedStreams } from './silence.ts';

const scores = (...all: number[]) =>
  all.map((score, encodingIdx) => ({ encodingIdx, ssrc: encodingIdx, score }));

const fakeProducer = (paused: boolean) => Object.assign(new EventEmitter(), { paused });

test('ME7 a producer that comes in again after silence is noticed each time; a weak one and a paused one are not', () => {
  const onReturn = vi.fn<() => void>();
  const producer = fakeProducer(false);
  onReturnFromSilence(producer, onReturn);
  for (const said of [scores(10), scores(10, 10), scores(3, 0), scores(10, 10)]) producer.emit('score', said);
  expect(onReturn).not.toHaveBeenCalled();
  for (const said of [scores(0, 0), scores(10, 0)]) producer.emit('score', said);
  expect(onReturn).toHaveBeenCalledTimes(1);
  for (const said of [scores(0, 0), scores(0, 10)]) producer.emit('score', said);
  expect(onReturn).toHaveBeenCalledTimes(2);

  const paused = fakeProducer(true);
  onReturnFromSilence(paused, onReturn);
  for (const said of [scores(0, 0), scores(10, 0)]) paused.emit('score', said);
  expect(onReturn).toHaveBeenCalledTimes(2);
});

test('ME7 what is made anew knows the streams that were received, and names the others as before', async () => {
  const producer = {
    rtpParameters: { codecs: [], encodings: [{ rid: 'r0', maxBitrate: 1 }, { rid: 'r1' }] },
    getStats: async () => [{ rid: 'r0', ssrc: 7, rtxSsrc: 8 }],
  };
  expect((await withLearnedStreams(producer)).encodings).toEqual([
    { rid: 'r0', maxBitrate: 1, ssrc: 7, rtx: { ssrc: 8 } },
    { rid: 'r1' },
  ]);
});
