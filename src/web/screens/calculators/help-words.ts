import { wordsOf } from '../../words/words.ts';

/** What is meant by fields whose name does not say it. */
export const useFieldHelp = wordsOf('calculator-help', {
  acceptedShare: 'A share that the regulator has accepted instead',
  aggregatingDeductible: 'Kept by the plan over all persons before anything is paid back',
  apriori: 'One for each origin, instead of exposure and expected ratio',
  attachment: 'Where the layer begins',
  attachmentMultiplier: 'Such as 1.25 of what is expected',
  band: 'Between which the ratio is as it should be',
  coinsurance: 'What the person pays, such as 0.2',
  completion: 'The share that is paid already, such as 0.95',
  credibility: 'The weight of experience, from 0 to 1',
  expectedLossRatio: 'Cost of one unit of exposure',
  factors: 'Attachment per enrolled and month, by tier',
  feedsInto: 'Networks whose deductible this one counts towards',
  iterations: 'How often the blend is made again',
  lasers: 'Persons with a deductible of their own',
  lifeYears: 'Member months divided by twelve',
  method: 'By which it is worked out',
  requirement: 'The share of the value that is to be insured, such as 0.9',
  seed: 'The same seed gives the same years again',
  share: 'Such as 0.25 or 1/4',
  start: 'Month and day, such as 01-01',
  tail: 'What is paid after the last development, as a factor',
  triangle: 'Cumulative, the oldest origin first',
  trend: 'By which cost rises a year',
  weights: 'One for each value',
});
