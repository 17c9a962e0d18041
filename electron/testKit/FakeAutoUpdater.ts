import { EventEmitter } from 'node:events';
import type { FeedURLOptions } from 'electron';
import type { AutoUpdaterPort } from '../updates/electronInstaller.ts';

/** Squirrel, which finds what the test says. */
export class FakeAutoUpdater extends EventEmitter implements AutoUpdaterPort {
  readonly feeds: FeedURLOptions[] = [];
  checks = 0;
  hasRestarted = false;

  setFeedURL(options: FeedURLOptions): void {
    this.feeds.push(options);
  }
  checkForUpdates(): void {
    this.checks += 1;
  }
  quitAndInstall(): void {
    this.hasRestarted = true;
  }
}
