/** Times key presses in an element: from when the browser had them until what they typed is durable. */
export class KeyTimes {
  #pending: number[] = [];
  #took: number[] = [];

  constructor(editor: HTMLElement) {
    editor.addEventListener('keydown', ({ timeStamp }) => this.#pending.push(timeStamp), { capture: true });
  }

  /** Everything typed so far is durable. */
  durable(): void {
    const now = performance.now();
    this.#took.push(...this.#pending.map((at) => now - at));
    this.#pending = [];
  }

  /** @returns what was timed since the last time, in milliseconds; and how many are not durable yet */
  take(): { readonly took: number[]; readonly pending: number } {
    const took = this.#took;
    this.#took = [];
    return { took, pending: this.#pending.length };
  }
}
