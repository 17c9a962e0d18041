import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { escapeJson } from './forms.ts';

const AROUND = '{"before":"and a few words more","text":"';

/** Writes a text into a folder in every form in which it is looked for, a file each. @returns how many */
export async function plant(folder: string, text: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const told = `${AROUND}${text}"}`;
  const forms: Readonly<Record<string, string | Buffer>> = {
    plain: told,
    utf16: Buffer.from(told, 'utf16le'),
    json: `${AROUND}${escapeJson(text)}"}`,
    percent: `https://hub.example/?q=${encodeURIComponent(text)}`,
    form: `text=${encodeURIComponent(text).replaceAll('%20', '+')}&more=1`,
    hexadecimal: Buffer.from(told).toString('hex'),
    base64: Buffer.from(told).toString('base64'),
    base64shifted: Buffer.from(`x${told}`).toString('base64'),
    base64url: Buffer.from(`xy${told}`).toString('base64url'),
    gzip: Buffer.concat([Buffer.from('something before'), gzipSync(told)]),
    zlib: Buffer.concat([Buffer.from('something before'), deflateSync(told)]),
    brotli: brotliCompressSync(told),
  };
  for (const [name, bytes] of Object.entries(forms)) await writeFile(path.join(folder, name), bytes);
  return Object.keys(forms).length;
}
