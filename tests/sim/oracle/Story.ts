import type { LoggedEvent } from '../../../src/protocol/session/events.ts';
import { FIRST_PAGE, type Figure, type Page } from './page.ts';
import { turnPage } from './turnPage.ts';

/** What the log tells, event by event, without the domain's help (SI5). */
export class Story {
  #pages: Page[] = [FIRST_PAGE];

  get last(): Page {
    return this.at(this.#pages.length - 1);
  }

  /** The page after an event. @throws Error for a number that the log has not reached */
  at(seq: number): Page {
    const page = this.#pages[seq];
    if (!page) throw new Error(`the story has not come to ${seq}`);
    return page;
  }

  get length(): number {
    return this.#pages.length - 1;
  }

  add(event: LoggedEvent): void {
    this.#pages.push(turnPage(this.last, event));
  }

  /** A crash took back what came after. */
  takeBack(toSeq: number): void {
    this.#pages = this.#pages.slice(0, toSeq + 1);
  }
}

/** Whether one hears (or sees) a source of another: in one room, on, and neither behind a shield (SE120 to SE122). */
export function shouldHear(
  listener: Figure,
  speaker: Figure,
  source: 'mic' | 'camera' | 'screen' | 'screenAudio',
): boolean {
  if (listener.id === speaker.id || listener.roomId === null || listener.roomId !== speaker.roomId)
    return false;
  if (listener.isShielded || speaker.isShielded) return false;
  switch (source) {
    case 'mic':
      return speaker.isMicOn;
    case 'camera':
      return speaker.isCameraOn;
    case 'screen':
      return speaker.share !== 'none';
    case 'screenAudio':
      return speaker.share === 'sounding';
  }
}
