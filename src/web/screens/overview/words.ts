import { wordsOf } from '../../words/words.ts';

/** The words of the overview. */
export const useOverviewWords = wordsOf('overview', {
  answer: 'Claims are running at {{ratio}} of funding.',
});
