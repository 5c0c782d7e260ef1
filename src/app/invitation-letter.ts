import { INVITATION_DAYS } from './people.ts';
import type { Letter } from './ports/mail.ts';

/** Where an invitation is accepted. The token stands behind the #, which a browser sends to no server and no log. */
export function invitationLink(origin: string, token: string): string {
  return `${origin}/invitation#${token}`;
}

/** The letter that invites somebody. */
export function invitationLetter(to: string, where: string, role: string, link: string): Letter {
  return {
    to,
    subject: `Your invitation to ${where}`,
    text: `You are invited to ${where} as ${role}. The link works once, within ${INVITATION_DAYS} days:

${link}

If you do not know what this is about, you need do nothing.
`,
  };
}
