/**
 * Makes a page's camera and the screen it shares small and slow, so that the encoders and decoders of all clients fit on the cores of one
 * machine. Runs in the page before anything else; self-contained, because it is sent as text, as are the other ones.
 *
 * @param mostFrames of the camera in a second; where the time to a frame is measured, as many as it gives
 */
export function installSmallDevices(mostFrames?: number): void {
  const slow = mostFrames !== undefined && { frameRate: { max: mostFrames } };
  const SMALL = { width: { ideal: 320 }, height: { ideal: 180 }, ...slow };
  const SMALL_SCREEN = { width: { max: 640 }, height: { max: 400 }, frameRate: { max: 3 } };
  const devices = navigator.mediaDevices;
  const plain = devices.getUserMedia.bind(devices);
  const plainScreen = devices.getDisplayMedia.bind(devices);
  devices.getDisplayMedia = (options) => plainScreen({ ...options, video: SMALL_SCREEN });
  devices.getUserMedia = (constraints) =>
    typeof constraints?.video === 'object'
      ? plain({ ...constraints, video: { ...constraints.video, ...SMALL } })
      : plain(constraints);
}

/**
 * Gives a page a camera that is drawn, 160x90 at 15 frames a second: nine pages with Chromium's own, whose 640x480 are drawn and scaled
 * for each of them, keep two cores so busy that what is measured is their queue. Every page has a brightness of its own, and
 * something moves, so that each frame has something to encode. Runs as the ones above and below do.
 */
export function installDrawnCamera(): void {
  const [width, height, framesPerSecond] = [160, 90, 15];
  const BAR = 16;
  const devices = navigator.mediaDevices;
  const plain = devices.getUserMedia.bind(devices);
  const background = 60 + Math.round(Math.random() * 120);

  const draw = (): MediaStreamTrack => {
    const track = new MediaStreamTrackGenerator({ kind: 'video' });
    const frames = track.writable.getWriter();
    // I420 as encoders take it: the luminance of each point, then a quarter as much for either colour, which is grey.
    const points = width * height;
    const picture = new Uint8Array(points * 1.5).fill(128, points);
    let count = 0;
    const timer = setInterval(() => {
      if (track.readyState === 'ended') {
        clearInterval(timer);
        return;
      }
      const left = (count * 5) % (width - BAR);
      picture.fill(background, 0, points);
      for (let row = 0; row < height; row += 1)
        picture.fill(235, row * width + left, row * width + left + BAR);
      count += 1;
      // A frame for which the encoder has no time is not queued: a camera does not wait either.
      if ((frames.desiredSize ?? 0) <= 0) return;
      const timestamp = Math.round(performance.now() * 1_000);
      frames
        .write(new VideoFrame(picture, { format: 'I420', codedWidth: width, codedHeight: height, timestamp }))
        .catch(() => clearInterval(timer));
    }, 1_000 / framesPerSecond);
    return track;
  };

  devices.getUserMedia = async (constraints) => {
    const { video, ...others } = constraints ?? {};
    if (!video) return plain(constraints);
    const stream = others.audio ? await plain(others) : new MediaStream();
    stream.addTrack(draw());
    return stream;
  };
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
      // Nobody listens to it here: a device of its own would be served a hundred times a second for nothing.
      const unheard = { sampleRate: 48_000, latencyHint: 'playback', sinkId: { type: 'none' } } as const;
      const context = new AudioContext(unheard);
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
  /** Chromium's; TypeScript's library knows its successor in workers only (mediacapture-transform, 2.2). */
  class MediaStreamTrackGenerator extends MediaStreamTrack {
    constructor(init: { kind: 'video' });
    readonly writable: WritableStream<VideoFrame>;
  }
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
