/** Budgeted amounts from lines of "month, account, amount", as pasted from a spreadsheet; a heading is passed over. */
export function budgetRows(text: string): { month: string; account: string; amount: string }[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.split(/[\t;,]/).map((cell) => cell.trim()))
    .filter(([month = '']) => month !== '' && !/^month$/i.test(month))
    .map(([month = '', account = '', amount = '']) => ({ month, account, amount }));
}
