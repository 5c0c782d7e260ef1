/**
 * Naive twin of the counting of votes, written from the rules in docs/board.md alone: everybody is gone through by hand,
 * shares are compared by cross-multiplying whole numbers. It checks nothing.
 */
export interface NaiveDirector {
  weight: number;
  employees: number;
  vote?: 'for' | 'against' | 'abstain';
  isRecused: boolean;
  isPresent: boolean;
}

export interface NaiveRules {
  needs: 'simple' | 'two thirds' | 'unanimous';
  of: 'those voting' | 'all';
  tieBreak: 'employees' | 'none';
  /** Parts per hundred; "over" has to be exceeded. */
  quorumHeads?: { hundredths: number; over: boolean };
  quorumWeight?: { hundredths: number; over: boolean };
}

export function naiveOutcome(board: NaiveDirector[], rules: NaiveRules): 'passed' | 'failed' | 'no quorum' {
  let [heads, weight, headsHere, weightHere] = [0, 0, 0, 0];
  let [headsFor, headsAgainst, weightFor, weightAgainst, employeesFor, employeesAgainst, employees] = [
    0, 0, 0, 0, 0, 0, 0,
  ];
  for (const one of board) {
    if (one.isRecused) continue;
    heads += 1;
    weight += one.weight;
    employees += one.employees;
    if (one.isPresent || one.vote !== undefined) {
      headsHere += 1;
      weightHere += one.weight;
    }
    if (one.vote === 'for') {
      headsFor += 1;
      weightFor += one.weight;
      employeesFor += one.employees;
    }
    if (one.vote === 'against') {
      headsAgainst += 1;
      weightAgainst += one.weight;
      employeesAgainst += one.employees;
    }
  }
  for (const [rule, part, whole] of [
    [rules.quorumHeads, headsHere, heads],
    [rules.quorumWeight, weightHere, weight],
  ] as const) {
    if (rule === undefined) continue;
    if (whole === 0) return 'no quorum';
    if (rule.over ? part * 100 <= rule.hundredths * whole : part * 100 < rule.hundredths * whole)
      return 'no quorum';
  }
  const others = rules.of === 'all' ? weight - weightFor : weightAgainst;
  if (rules.needs === 'unanimous') {
    const isEverybody = rules.of === 'all' ? headsFor === heads : headsAgainst === 0;
    return isEverybody && headsFor > 0 ? 'passed' : 'failed';
  }
  if (weightFor + others === 0) return 'failed';
  if (rules.needs === 'two thirds') return weightFor >= 2 * others ? 'passed' : 'failed';
  if (weightFor !== others) return weightFor > others ? 'passed' : 'failed';
  const employeesOfOthers = rules.of === 'all' ? employees - employeesFor : employeesAgainst;
  return rules.tieBreak === 'employees' && employeesFor > employeesOfOthers ? 'passed' : 'failed';
}
