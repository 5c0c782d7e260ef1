import { type Refusal, refuse } from '../core/refusal.ts';

/** The port of the service where none is given. */
export const DEFAULT_PORT = 8080;

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * Where people find the service: the origins of POOLBOOK_URL (separated by commas, the first one for links), else this
 * machine's own. Refused: `wrong_type` for what is no origin, and `missing_field` where others can reach the service but
 * nothing says under which name, without which no browser could be told from a foreign one.
 */
export function originsOf(
  given: string | undefined,
  port: number,
  host: string = LOOPBACK[0]!,
): readonly [string, ...string[]] | Refusal {
  if (given === undefined || given === '') {
    if (!LOOPBACK.includes(host))
      return refuse(
        'missing_field',
        'POOLBOOK_URL',
        'the address under which people find the service',
        undefined,
      );
    return [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  }
  const origins = given.split(',').map((text) => text.trim().replace(/\/$/, ''));
  const wrong = origins.find((text) => !isOrigin(text));
  if (wrong !== undefined)
    return refuse('wrong_type', 'POOLBOOK_URL', 'an address such as https://pool.example', wrong);
  return origins as unknown as [string, ...string[]];
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
