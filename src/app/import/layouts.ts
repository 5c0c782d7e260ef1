import { readFile } from 'node:fs/promises';
import { isRefusal, type Refusal, refuse, within } from '../../core/refusal.ts';
import { LAYOUTS } from '../../exchange/csv/layouts/index.ts';
import { type Layout, readLayout } from '../../exchange/csv/layouts/layout.ts';
import { unreadable } from './source-file.ts';

/**
 * The layout of a name, or of a JSON file of the same form (a path with a "/" or ending in ".json"). Refused:
 * `unknown_reference` for a name that there is not, and whatever is wrong in the file.
 */
export async function findLayout(nameOrPath: string): Promise<Layout | Refusal> {
  const known = LAYOUTS.get(nameOrPath);
  if (known !== undefined) return known;
  if (!nameOrPath.includes('/') && !nameOrPath.endsWith('.json')) {
    const expected = `one of ${[...LAYOUTS.keys()].join(', ')}, or the path of a JSON file`;
    return refuse('unknown_reference', '--layout', expected, nameOrPath);
  }
  const text = await readFile(nameOrPath, 'utf8').catch((error: unknown) => {
    throw unreadable(nameOrPath, error);
  });
  const layout = parsed(text);
  return isRefusal(layout) ? within(nameOrPath, layout) : layout;
}

/** The layout of a name, or of a document that is one. Refused likewise. */
export function layoutOf(given: unknown): Layout | Refusal {
  if (typeof given !== 'string') return readLayout(given);
  return (
    LAYOUTS.get(given) ??
    refuse('unknown_reference', '', `one of ${[...LAYOUTS.keys()].join(', ')}, or a layout`, given)
  );
}

function parsed(text: string): Layout | Refusal {
  try {
    return readLayout(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse('wrong_type', '', 'a layout in JSON', error.message);
  }
}
