import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { onReturnFromSilence, withLearnedStreams } from './silence.ts';

const scores = (...all: number[]) =>
  all.map((score, encodingIdx) => ({ encodingIdx, ssrc: encodingIdx, score }));

const fakeProducer = (paused: boolean) => Object.assign(new EventEmitter(), { paused });

test('ME7 a producer that comes in again after silence is noticed each time; a short, a weak and a paused one are not', () => {
  const onReturn = vi.fn<() => void>();
  const producer = fakeProducer(false);
  let now = 0;
  const say = (to: EventEmitter, ms: number, said: object) => {
    now += ms;
    to.emit('score', said);
  };
  onReturnFromSilence(producer, () => now, onReturn);
  for (const said of [scores(10), scores(10, 10), scores(3, 0), scores(10, 10)]) say(producer, 5_000, said);
  say(producer, 0, scores(0, 0));
  say(producer, 999, scores(10, 0));
  expect(onReturn).not.toHaveBeenCalled();
  say(producer, 0, scores(0, 0));
  say(producer, 500, scores(0, 0));
  say(producer, 500, scores(0, 10));
  expect(onReturn).toHaveBeenCalledTimes(1);
  say(producer, 0, scores(0, 0));
  say(producer, 40_000, scores(10, 0));
  expect(onReturn).toHaveBeenCalledTimes(2);

  const paused = fakeProducer(true);
  onReturnFromSilence(paused, () => now, onReturn);
  say(paused, 0, scores(0, 0));
  say(paused, 5_000, scores(10, 0));
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
