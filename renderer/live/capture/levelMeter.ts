const SILENCE_DB = -60;
const LOUD_DB = -10;

/** Loudness of samples in [-1, 1] on a scale where 0 is silence and 1 is as loud as a person should speak. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  if (rms <= 0) return 0;
  const db = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (db - SILENCE_DB) / (LOUD_DB - SILENCE_DB)));
}

/** Measures one track at a time, on every animation frame while anybody listens. */
export interface LevelMeter {
  /** Changes what is measured; null measures silence. */
  setTrack(track: MediaStreamTrack | null): void;
  onLevel(listener: (level: number) => void): () => void;
  close(): void;
}

/** The audio graph exists only while there is a listener and a track, so that a meter nobody sees costs nothing. */
export function createLevelMeter(): LevelMeter {
  const listeners = new Set<(level: number) => void>();
  let track: MediaStreamTrack | null = null;
  let frame: number | null = null;
  let graph: { context: AudioContext; analyser: AnalyserNode; samples: Float32Array<ArrayBuffer> } | null =
    null;

  function takeDown(): void {
    void graph?.context.close().catch(() => undefined);
    graph = null;
  }
  function build(): void {
    takeDown();
    if (!track || listeners.size === 0) return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    graph = { context, analyser, samples: new Float32Array(analyser.fftSize) };
    // Made before any gesture it may be born suspended; permission for the microphone usually lets it run.
    void context.resume().catch(() => undefined);
  }
  function tick(): void {
    frame = requestAnimationFrame(tick);
    let level = 0;
    if (graph) {
      graph.analyser.getFloatTimeDomainData(graph.samples);
      level = levelOf(graph.samples);
    }
    for (const listener of listeners) listener(level);
  }
  function stop(): void {
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
    takeDown();
  }

  return {
    setTrack(next) {
      if (next === track) return;
      track = next;
      build();
    },
    onLevel(listener) {
      listeners.add(listener);
      if (!graph) build();
      if (frame === null) tick();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
    close() {
      listeners.clear();
      track = null;
      stop();
    },
  };
}
