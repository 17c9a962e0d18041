import { fileURLToPath } from 'node:url';
import { makePapers } from './writePapers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { bill } = await makePapers(root, { platform: process.platform, arch: process.arch });
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
