const NOTES_HZ = [523.25, 659.25];
const NOTE_S = 0.35;
const PEAK = 0.12;

/**
 * Plays two soft notes on a speaker.
 *
 * @param speakerId a device id, or null for the system's own choice
 * @returns false where the browser would not play, for instance before any click
 */
export async function playChime(speakerId: string | null): Promise<boolean> {
  const context = new AudioContext();
  const element = new Audio();
  try {
    const destination = context.createMediaStreamDestination();
    element.srcObject = destination.stream;
    if (speakerId !== null && 'setSinkId' in element) await element.setSinkId(speakerId);
    await Promise.all([context.resume(), element.play()]);
    await new Promise<void>((resolve) => {
      NOTES_HZ.forEach((frequency, index) => {
        const startsAt = context.currentTime + 0.05 + index * NOTE_S;
        const oscillator = new OscillatorNode(context, { frequency, type: 'sine' });
        const gain = new GainNode(context, { gain: 0 });
        gain.gain.setValueAtTime(0, startsAt);
        gain.gain.linearRampToValueAtTime(PEAK, startsAt + 0.03);
        gain.gain.exponentialRampToValueAtTime(0.001, startsAt + NOTE_S);
        oscillator.connect(gain).connect(destination);
        oscillator.start(startsAt);
        oscillator.stop(startsAt + NOTE_S);
        if (index === NOTES_HZ.length - 1) oscillator.addEventListener('ended', () => resolve());
      });
    });
    return true;
  } catch {
    return false;
  } finally {
    element.pause();
    element.srcObject = null;
    void context.close().catch(() => undefined);
  }
}
