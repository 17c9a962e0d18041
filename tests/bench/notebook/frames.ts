import { z } from 'zod';

/** From here on a frame is long, in milliseconds; the browser reports no shorter ones. */
const LONG_MS = 50;

/** What the browser says of a long frame (Long Animation Frames API), which TypeScript does not know yet. */
const frameSchema = z.object({
  startTime: z.number(),
  duration: z.number(),
  styleAndLayoutStart: z.number(),
  scripts: z.array(z.object({ duration: z.number() })),
});
type Frame = z.infer<typeof frameSchema>;

export type LongFrames = { readonly all: number; readonly ofPage: number; readonly longestMs: number };

/** Watches for long frames. `ofPage` are those that would not be long without the page's own scripts, styles and layout. */
export function watchFrames(): () => LongFrames {
  let frames: Frame[] = [];
  const take = (entries: PerformanceEntryList) =>
    frames.push(...entries.map((entry) => frameSchema.parse(entry.toJSON())));
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'long-animation-frame' });
  return () => {
    take(observer.takeRecords());
    const seen = frames.filter(({ duration }) => duration > LONG_MS);
    frames = [];
    return {
      all: seen.length,
      ofPage: seen.filter((frame) => frame.duration - workOf(frame) <= LONG_MS).length,
      longestMs: Math.max(0, ...seen.map(({ duration }) => duration)),
    };
  };
}

function workOf({ startTime, duration, styleAndLayoutStart, scripts }: Frame): number {
  const drawing = styleAndLayoutStart > 0 ? startTime + duration - styleAndLayoutStart : 0;
  return scripts.reduce((sum, script) => sum + script.duration, drawing);
}
