import { wordsOf } from '../words/words.ts';

/** The words of parts that ask for something. */
export const useAskingWords = wordsOf('asking', {
  resolution: 'Number of the resolution',
  resolutionAbout: 'The board passed it on exactly this.',
  toBoard: 'To the board',
  choose: 'Choose',
  month: 'Month',
  previous: 'The month before',
  next: 'The month after',
  print: 'Print',
  motions: 'What the board has to decide',
  motionsNone: 'The board has to decide nothing of this.',
  bring: 'Bring before the board',
  bringAbout: 'The motions are moved as they stand; directors then second and vote on them.',
  mover: 'Moved for the director',
  moverAbout: 'Left empty where you are a director yourself.',
  broughtOne: 'Moved as motion {{numbers}}.',
  savedMeanwhile: 'Somebody else has saved this since you opened it.',
  savedBy: '{{by}} has saved this since you opened it, {{at}}.',
  savedField: '{{field}}: it was {{before}}, and is now {{now}}.',
  savedNothing: 'What is asked for here is as it was.',
  savedNext:
    'What you typed stays; what you left alone is as it is now. Send it again if it is still wanted.',
  copy: 'Copy',
  copied: 'Copied',
});
