/**
 * Makes a page's camera small, so that the encoders and decoders of all clients fit on the cores of one machine. Runs in the page
 * before anything else; self-contained, because it is sent as text, as is the other one.
 */
export function installSmallCamera(): void {
  const SMALL = { width: { ideal: 320 }, height: { ideal: 180 } };
  const devices = navigator.mediaDevices;
  const plain = devices.getUserMedia.bind(devices);
  devices.getUserMedia = (constraints) =>
    typeof constraints?.video === 'object'
      ? plain({ ...constraints, video: { ...constraints.video, ...SMALL } })
      : plain(constraints);
}

/**
 * Gives a page a voice that never pauses, in place of the fake microphone's beep twice a second, so that what is heard can be timed
 * to one packet. Every page speaks at a pitch of its own.
 */
export function installVoice(): void {
  const devices = navigator.mediaDevices;
  const plain = devices.getUserMedia.bind(devices);
  let voice: MediaStreamAudioDestinationNode | null = null;

  const speak = (): MediaStreamTrack | undefined => {
    if (!voice) {
      const context = new AudioContext({ sampleRate: 48_000, latencyHint: 'playback' });
      voice = context.createMediaStreamDestination();
      const throat = new OscillatorNode(context, { type: 'sawtooth', frequency: 110 + Math.random() * 120 });
      const mouth = new BiquadFilterNode(context, { type: 'lowpass', frequency: 1_200 });
      const volume = new GainNode(context, { gain: 0.25 });
      const syllables = new OscillatorNode(context, { frequency: 4 });
      const depth = new GainNode(context, { gain: 0.15 });
      syllables.connect(depth).connect(volume.gain);
      throat.connect(mouth).connect(volume).connect(voice);
      throat.start();
      syllables.start();
    }
    return voice.stream.getAudioTracks()[0]?.clone();
  };

  devices.getUserMedia = async (constraints) => {
    const stream = await plain(constraints);
    for (const beep of stream.getAudioTracks()) {
      const track = speak();
      if (!track) continue;
      beep.stop();
      stream.removeTrack(beep);
      stream.addTrack(track);
    }
    return stream;
  };
}

declare global {
  interface Window {
    /** Ends what `installDeviceTrouble` began. */
    cureDevices(): void;
  }
}

/**
 * Makes a page's camera and microphone fail as browsers fail, until they are cured.
 *
 * @param errorName the name of the DOMException (Media Capture and Streams, 10.3.2)
 */
export function installDeviceTrouble(errorName: string): void {
  const devices = navigator.mediaDevices;
  const plain = devices.getUserMedia.bind(devices);
  devices.getUserMedia = () => Promise.reject(new DOMException('As the test wants it', errorName));
  globalThis.window.cureDevices = () => {
    devices.getUserMedia = plain;
  };
}
