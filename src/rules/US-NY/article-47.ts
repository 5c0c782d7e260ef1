import type { Citation } from '../../core/parameters/parameter.ts';
import { read } from '../rule.ts';

/**
 * New York's municipal cooperative health benefit plans: Insurance Law, article 47 (chapter 689 of the laws of 1994).
 * The first day of the article was not found; 1 January 1995 is the first on which it surely stood.
 */
export const FROM = '1995-01-01';

/** Where each section was read: by publishers who reproduce it, as the Senate's own pages were not in reach. */
const ADDRESSES = {
  4706: 'http://ny.elaws.us/law/isc_art47_sec.4706',
  4707: 'https://lexace.ai/us/statute/new-york/isc-4707',
  4708: 'https://law.uslawyerdatabase.com/4708-contingent-liability',
  4710: 'https://www.lawserver.com/law/state/new-york/ny-laws/ny_insurance_law_4710',
  4714: 'https://www.legalfix.com/statutes/state-codes/new-york/isc/article-47/4714',
};

/** A section of the article, and a place in it such as "(a)(1)". */
export function section(number: keyof typeof ADDRESSES, place: string): Citation {
  const official = `https://www.nysenate.gov/legislation/laws/ISC/${number}`;
  return read(
    `New York Insurance Law § ${number}${place}`,
    ADDRESSES[number],
    `the paragraph, as this publisher and at least one other reproduce it in the same words; not ${official}, nor the first day`,
  );
}
