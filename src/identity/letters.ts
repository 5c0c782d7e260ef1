import type { Letter } from '../app/ports/mail.ts';

/** The letter with a link to set a password. */
export function resetLetter(to: string, link: string): Letter {
  return {
    to,
    subject: 'Set your password for Poolbook',
    text: `Somebody, most likely you, wants to set the password of this address. The link works once, within half an hour:

${link}

If it was not you, nothing has changed, and you need do nothing.
`,
  };
}
