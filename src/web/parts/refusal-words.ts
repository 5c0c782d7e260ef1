/** What to do after a refusal, by its code (`src/app/errors.ts`), in the words of somebody who works in the console. */
export const NEXT_WORDS = {
  next_unknown_field: 'Correct its name or take it out.',
  next_missing_field: 'Fill it in and try again.',
  next_wrong_type: 'Write it in this form and try again.',
  next_out_of_range: 'Check the figure against its source.',
  next_too_precise: 'Round it where it comes from, or correct the currency.',
  next_too_large: 'Look for a decimal point in the wrong place; else ask for less at once.',
  next_no_such_day: 'Correct the day.',
  next_unknown_reference: 'Correct the name, or record first what it names.',
  next_inconsistent: 'Find out which of the two is wrong, and correct that one.',
  next_undefined_result:
    'There is no such figure of what was given: leave it out, or correct what it rests on.',
  next_empty_file: 'Check that the file was written and sent whole.',
  next_missing_column: 'Add the column to the first line, or choose the layout that the file has.',
  next_wrong_field_count: 'Look on this line for a delimiter inside a text without quotes.',
  next_stray_quote: 'Double the quotes inside the text on this line, and put the text in quotes.',
  next_torn_line: 'Ask for the whole file; else close the quotes.',
  next_too_long: 'Shorten the text; in a file look for a quote that is never closed.',
  next_wrong_encoding: 'Save the file as text in UTF-8 and send it again.',
  next_not_enrolled: 'Import the enrolment first, or choose that such claims are taken and denied.',
  next_missing_reversal: 'Name the claim that the negative payment gives back.',
  next_duplicate_claim: 'Correct the number; a claim that is known is adjusted or voided, not sent again.',
  next_claims_wait: 'Decide what waits first, in the import under long work.',
  next_missing_control_total:
    'Ask the sender for the whole file: without totals nobody knows whether rows are missing.',
  next_control_total_differs: 'Ask the sender for the whole file.',
  next_funding_request_differs:
    'Clear the difference with the administrator, or accept it with a reason, which is kept.',
  next_bank_draw_differs: 'Clear the difference with the bank, or accept it with a reason, which is kept.',
  next_unbalanced: 'Find the account that is missing or wrong.',
  next_busy: 'Another import is under way. Wait for it, then try again.',
  next_derived_differs: 'What is derived does not agree with the facts. Tell whoever runs the service.',
  next_closed_period_differs:
    'What is derived does not agree with a closed month. Tell whoever runs the service.',
  next_plan_vanished: 'Record a document that holds the plan, then decide what waits.',
  next_coverage_vanished: 'Import the enrolment, then decide what waits.',
  next_last_administrator: 'Make somebody else administrator first.',
  next_idempotency_conflict: 'It was sent before as something else. Load the page again and ask anew.',
  next_period_closed:
    'Choose a later month; what belongs to a closed one is posted in the first that is open.',
  next_period_not_ready: 'Do what is missing first, then the same again.',
  next_not_eligible: 'Ask who may, or give a proxy.',
  next_notice_too_short: 'Choose a later meeting, or one that the rules call an emergency.',
  next_not_recorded:
    'Ask again in a moment: what was posted just now waits for its leaf and for a signature.',
  next_file_exists: 'Name another file, or move the one that is there.',
  next_out_of_order: 'Take the step that is missing first; what was closed is decided.',
  next_resolution_used: 'Have it decided again, or name the resolution that is meant.',
} as const;

/** The name of the words for a code; of a code that has none of its own: what holds for every refusal. */
export const nextOf = (code: string): keyof typeof NEXT_WORDS | 'refusedNext' =>
  Object.hasOwn(NEXT_WORDS, `next_${code}`) ? (`next_${code}` as keyof typeof NEXT_WORDS) : 'refusedNext';
