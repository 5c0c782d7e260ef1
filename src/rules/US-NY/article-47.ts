import type { Citation } from '../../core/parameters/parameter.ts';
import { unread } from '../rule.ts';

/**
 * New York's municipal cooperative health benefit plans: Insurance Law, article 47 (chapter 689 of the laws of 1994).
 * The first day of the article was not found; 1 January 1995 is the first on which it surely stood.
 */
export const FROM = '1995-01-01';

/** A section of the article, such as "4706(a)(1)". */
export function section(cited: string): Citation {
  const address = `https://www.nysenate.gov/legislation/laws/ISC/${cited.slice(0, 4)}`;
  const checked = 'wording and numbers, in stored copies of the section; not the first day';
  return unread(`New York Insurance Law § ${cited}`, address, checked);
}
