import { config } from 'zod';

// Else zod tries `new Function` for speed, which the content security policy refuses, and the browser reports (AP23). It
// tries while schemas are made: this is the first import of each page, and in zod's own chunk (vite.config.ts).
config({ jitless: true });
