import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mail } from '../app/ports/mail.ts';

/**
 * Letters as files in a folder, for whoever runs the machine to send on: `TIME-CHANCE.eml`, the form of RFC 5322, which
 * sendmail takes as it is. Nobody else can read them, since a letter's link is worth a password.
 */
export function mailFolder(folder: string): Mail {
  return {
    async send({ to, subject, text }) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const now = new Date();
      const name = `${now.toISOString().replace(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}.eml`;
      const headers = [
        ...[
          `To: ${oneLine(to)}`,
          `Subject: ${encoded(subject)}`,
          `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
        ],
        ...[
          'MIME-Version: 1.0',
          'Content-Type: text/plain; charset=utf-8',
          'Content-Transfer-Encoding: 8bit',
        ],
      ];
      writeFileSync(join(folder, name), `${headers.join('\n')}\n\n${text}`, { mode: 0o600, flag: 'wx' });
    },
  };
}

/** A header of its own must not come out of an address. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}

/** A subject in any script (RFC 2047). */
function encoded(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(oneLine(text)).toString('base64')}?=`;
}
