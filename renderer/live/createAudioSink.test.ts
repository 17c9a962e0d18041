import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createCapture } from './capture/createCapture.ts';
import type { MediaView } from './contract.ts';
import { createAudioSink } from './createAudioSink.ts';
import type { AudioPlayer } from './createAudioSink.ts';
import { settle } from './testKit/fakeClock.ts';
import { FakeDevices } from './testKit/fakeDevices.ts';
import { FakeStream } from './testKit/fakeStream.ts';

function playing() {
  const players: (AudioPlayer & { isPlaying: boolean; sinkId: string })[] = [];
  let refusal: Error | null = null;
  const media = { store: createStore<MediaView>(() => ({ phase: 'connected', screen: null, remote: {} })) };
  const capture = createCapture({}, { devices: new FakeDevices(), cores: 2 });
  const sink = createAudioSink({
    media,
    capture,
    newPlayer() {
      const player = {
        srcObject: null,
        muted: false,
        isPlaying: false,
        sinkId: '',
        async play() {
          if (refusal) throw refusal;
          player.isPlaying = true;
        },
        pause() {
          player.isPlaying = false;
        },
        async setSinkId(speakerId: string) {
          player.sinkId = speakerId;
        },
      };
      players.push(player);
      return player;
    },
  });
  return { players, media, capture, sink, refuse: (error: Error | null) => (refusal = error) };
}

const shown = () => ({ stream: new FakeStream(), isPaused: false });

test('CL70 plays each voice and each shared sound once, on the chosen speaker', async () => {
  const { players, media, capture, sink } = playing();
  const ana = { mic: shown(), camera: shown(), screenAudio: shown() };
  media.store.setState({ remote: { ana } });
  media.store.setState({ remote: { ana, ben: { mic: shown() } } });
  await settle();
  expect(players.map(({ isPlaying }) => isPlaying)).toEqual([true, true, true]);
  expect(players[0]?.srcObject).toBe(ana.mic.stream);
  await capture.choose('speaker', 'headphones');
  expect(players.map(({ sinkId }) => sinkId)).toEqual(['headphones', 'headphones', 'headphones']);
  media.store.setState({ remote: { ana } });
  expect(players.map(({ isPlaying }) => isPlaying)).toEqual([true, true, false]);
  sink.close();
  expect(players.every(({ srcObject }) => srcObject === null)).toBe(true);
  capture.close();
});

test('CL70 a refused autoplay asks for a gesture, and resume plays all', async () => {
  const { players, media, sink, capture, refuse } = playing();
  refuse(new DOMException('no', 'NotAllowedError'));
  media.store.setState({ remote: { ana: { mic: shown() } } });
  await vi.waitFor(() => expect(sink.store.getState().needsGesture).toBe(true));
  expect(await sink.resume()).toBe(false);
  expect(sink.store.getState().needsGesture).toBe(true);
  refuse(null);
  expect(await sink.resume()).toBe(true);
  expect(sink.store.getState().needsGesture).toBe(false);
  expect(players[0]?.isPlaying).toBe(true);
  sink.close();
  capture.close();
});

test('CL71 silence holds for what is played and for what comes meanwhile, until it is lifted', async () => {
  const { players, media, sink, capture } = playing();
  media.store.setState({ remote: { ana: { mic: shown() } } });
  sink.silence(true);
  media.store.setState({ remote: { ...media.store.getState().remote, ben: { mic: shown() } } });
  await settle();
  expect(players.map(({ muted }) => muted)).toEqual([true, true]);
  sink.silence(false);
  expect(players.map(({ muted }) => muted)).toEqual([false, false]);
  sink.close();
  capture.close();
});
