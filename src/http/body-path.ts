import { isRefusal, type Refusal } from '../core/refusal.ts';

/** What is refused of an option of the command line (`--alternate-of`) is refused of a field of the body here. */
export function ofBody<T>(result: T | Refusal): T | Refusal {
  if (!isRefusal(result) || !result.path.startsWith('--')) return result;
  const field = result.path.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { ...result, path: `body.${field}` };
}
