import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Makes a certificate that signs itself, and its key, in a folder; over those that are there. @param days until it runs out */
export function makeCertificate(
  folder: string,
  { name = 'localhost', days = 1 } = {},
): { readonly certFile: string; readonly keyFile: string } {
  const [certFile, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const files = ['-keyout', keyFile, '-out', certFile];
  execFileSync('openssl', ['req', ...kind, ...files, '-days', String(days), '-subj', `/CN=${name}`], {
    stdio: 'ignore',
  });
  return { certFile, keyFile };
}
