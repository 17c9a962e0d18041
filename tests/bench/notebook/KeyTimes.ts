type Key = { readonly at: number; readonly heardAt: number };
/** How long a key took, and how much of that came after the page had heard of it, in milliseconds. */
export type KeyTime = { readonly ms: number; readonly ofPageMs: number };

/** Times key presses in an element: from when the browser had them until what they typed is durable. */
export class KeyTimes {
  #pending: Key[] = [];
  #took: KeyTime[] = [];

  constructor(editor: HTMLElement) {
    const heard = ({ timeStamp }: Event) => this.#pending.push({ at: timeStamp, heardAt: performance.now() });
    editor.addEventListener('keydown', heard, { capture: true });
  }

  /** Everything typed so far is durable. */
  durable(): void {
    const now = performance.now();
    this.#took.push(...this.#pending.map(({ at, heardAt }) => ({ ms: now - at, ofPageMs: now - heardAt })));
    this.#pending = [];
  }

  /** @returns what was timed since the last time, and how many are not durable yet */
  take(): { readonly took: KeyTime[]; readonly pending: number } {
    const took = this.#took;
    this.#took = [];
    return { took, pending: this.#pending.length };
  }
}
