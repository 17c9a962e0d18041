import type { Page } from '@playwright/test';

/** A keyboard that counts: what is pressed, apart from the words that are typed. */
export class CountedKeys {
  readonly page: Page;
  #presses = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** How often a key was pressed beside the words; keys that are held together are one press. */
  get presses(): number {
    return this.#presses;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.#presses += 1;
    }
  }

  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words);
  }
}
