/** The file in an installed app's `resources` that names its feed; laid there by forge.config.ts. */
export const UPDATE_FEED_FILE = 'update.json';
