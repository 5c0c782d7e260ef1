import type { SignOnSettings } from './settings.ts';

/** The rows of one statement on the connections of sign-on. */
export async function ask<T>(
  pool: SignOnSettings['pool'],
  text: string,
  values: readonly unknown[],
): Promise<T[]> {
  const client = await pool.connect();
  try {
    return (await client.query(text, values as unknown[])).rows as T[];
  } finally {
    client.release();
  }
}
