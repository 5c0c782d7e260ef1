/** What to do about each refusal of an import, in one sentence; '' for a code that is not about files. */
export function adviceFor(code: string): string {
  return ADVICE[code] ?? '';
}

const ADVICE: Readonly<Record<string, string>> = {
  bank_draw_differs:
    'Ask the administrator which is right; --accept-differences REASON takes the register and keeps the difference.',
  busy: 'Wait until the other import has ended, then run the command again.',
  control_total_differs:
    'The register is not whole, or was changed: ask its sender for it again. It cannot be taken as it is.',
  duplicate_claim:
    'A claim keeps its number only while nothing in it changes: ask the sender which of the two holds.',
  empty_file: 'Export the file again: nothing is in it.',
  funding_request_differs:
    'Ask the administrator which is right; --accept-differences REASON takes the register and keeps the difference.',
  inconsistent: 'Correct the row; docs/files.md says what goes together.',
  missing_column: 'Add the column; docs/files.md lists what each file holds.',
  missing_control_total: 'Ask the sender for the whole register, with its control totals in the last row.',
  missing_field: 'Fill it in.',
  missing_reversal: 'Name the claim that the payment reverses.',
  no_such_day: 'Correct the day.',
  not_enrolled: 'Import the enrolment first; with --not-enrolled accept it is taken all the same.',
  out_of_range: 'Correct the value.',
  stray_quote: 'Put the whole field in quotes, and double the quotes within it.',
  too_large: 'Correct the amount.',
  too_long: 'Shorten it.',
  too_precise: 'Round the amount where it comes from: nothing is rounded here.',
  torn_line: 'The file was cut off: fetch or export it again.',
  unbalanced: 'Correct the balances: debits and credits of every member must be equal.',
  unknown_field: 'Take the column out, or correct its name.',
  unknown_reference: 'Correct the name, or import first what it names.',
  wrong_encoding: 'Save the file as UTF-8 (in a spreadsheet program: "CSV UTF-8").',
  wrong_field_count: 'Put fields that hold commas in quotes.',
  wrong_type: 'Correct the value; nothing is guessed.',
};
