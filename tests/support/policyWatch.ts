import type { Page } from '@playwright/test';

declare global {
  interface Window {
    tellViolation(what: string): void;
  }
}

/** Hears every violation of the content security policy on a page, over all that it loads, from before its first script. */
export async function watchPolicy(page: Page, onViolation: (what: string) => void): Promise<void> {
  await page.exposeFunction('tellViolation', onViolation);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber, columnNumber } = event;
      const where = `${sourceFile}:${lineNumber}:${columnNumber}`;
      globalThis.window.tellViolation(`${effectiveDirective} ${blockedURI} ${sample} ${where}`);
    });
  });
}
