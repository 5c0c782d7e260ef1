import type { Day } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Format, OpenedFile, RecordReader } from './format.ts';
import { AMOUNT_FORMS, DAY_FORMS } from './forms.ts';
import type { CsvRecord } from './reader.ts';
import {
  type ClaimFrequency,
  type ClaimRow,
  type ClaimRowLine,
  type Item,
  type Located,
  Unreadable,
} from './rows.ts';

const NEEDED = [
  'claim',
  'line',
  'person',
  'service_date',
  'service',
  'network',
  'charge',
  'allowed',
  'received',
];
const OPTIONAL = ['benefit', 'provider', 'procedure', 'frequency'];
const FREQUENCIES: readonly string[] = ['1', '7', '8'] satisfies ClaimFrequency[];
const MOST_LINES = 10_000;

/** Our file of claims to be adjudicated here: one row per line, the rows of a claim together (docs/files.md). */
export const claimsFormat: Format<ClaimRow> = {
  columns: [
    ...NEEDED.map((field) => ({ field, header: field })),
    ...OPTIONAL.map((field) => ({ field, header: field, optional: true })),
  ],
  otherColumns: 'refuse',
  delimiter: ',',
  days: DAY_FORMS['YYYY-MM-DD'],
  amounts: AMOUNT_FORMS.decimal,
  open: (file) => new ClaimsReader(file),
};

/** What all rows of a claim say alike. */
interface ClaimHead {
  readonly claim: string;
  readonly person: string;
  readonly received: Day;
  readonly benefit: string;
  readonly provider: string;
  readonly frequency: ClaimFrequency;
}

const ALIKE = ['person', 'received', 'benefit', 'provider', 'frequency'] as const;

/** Gathers the rows of a claim; it is given on when another claim begins. One bad row makes the whole claim fall. */
class ClaimsReader implements RecordReader<ClaimRow> {
  readonly #file: OpenedFile;
  #claim = '';
  #head: ClaimHead | undefined;
  #rows: Located[] = [];
  #lines: ClaimRowLine[] = [];
  #codes = new Set<string>();
  #problems: Refusal[] = [];
  #last = '';
  #isTooLong = false;

  constructor(file: OpenedFile) {
    this.#file = file;
  }

  read(record: CsvRecord, out: Item<ClaimRow>[]): void {
    const { cells } = this.#file;
    cells.open(record);
    const claim = cells.text('claim');
    if (claim !== this.#claim || claim === '') this.#give(out);
    else if (this.#rows.length === MOST_LINES) {
      // Memory must not grow with a claim that never ends: it falls, in pieces.
      this.#isTooLong = true;
      this.#tooLong();
      this.#give(out);
    }
    this.#isTooLong = this.#isTooLong && claim === this.#last;
    this.#claim = this.#last = claim;
    const head = {
      claim,
      person: cells.text('person'),
      received: cells.day('received'),
      benefit: cells.optionalText('benefit', 'medical'),
      provider: cells.optionalText('provider'),
      frequency: cells.optionalText('frequency', '1'),
    };
    if (!FREQUENCIES.includes(head.frequency))
      cells.refuse('frequency', 'out_of_range', '1 (original), 7 (replacement) or 8 (void)', head.frequency);
    const line = {
      ...this.#file.located(record),
      line: cells.text('line'),
      serviceDate: cells.day('service_date'),
      service: cells.optionalText('service'),
      network: cells.text('network'),
      procedure: cells.optionalText('procedure'),
      charge: cells.amount('charge'),
      allowed: cells.amount('allowed'),
    };
    this.#rows.push(line);
    if (this.#isTooLong) this.#tooLong();
    if (cells.problems.length > 0) this.#problems.push(...cells.problems);
    else this.#add(head as ClaimHead, line as ClaimRowLine);
  }

  fault(record: CsvRecord, problem: Refusal, out: Item<ClaimRow>[]): void {
    // Its first field may tell to which claim it belongs; where it does not, it falls alone.
    const row = this.#file.located(record);
    const index = this.#file.header.indexOf('claim')!;
    if (this.#claim === '' || record.fields[index]?.trim() !== this.#claim) {
      this.#give(out);
      out.push(new Unreadable([row], [problem]));
    } else {
      this.#rows.push(row);
      this.#problems.push(problem);
    }
  }

  end(_line: number, out: Item<ClaimRow>[]): void {
    this.#give(out);
  }

  #add(head: ClaimHead, line: ClaimRowLine): void {
    const { cells } = this.#file;
    this.#head ??= head;
    for (const field of ALIKE) {
      if (head[field] === this.#head[field]) continue;
      cells.refuse(field, 'inconsistent', 'the same as in the other rows of the claim', cells.raw(field));
    }
    if (this.#codes.has(line.line)) {
      cells.refuse('line', 'inconsistent', 'each line of a claim once', line.line);
    }
    this.#codes.add(line.line);
    this.#problems.push(...cells.problems);
    // A claim that falls anyway need not be kept whole; its rows are, to be given back.
    if (this.#problems.length === 0) this.#lines.push(line);
  }

  #tooLong(): void {
    if (this.#problems.length > 0) return;
    const { cells } = this.#file;
    cells.refuse('line', 'out_of_range', `at most ${MOST_LINES} lines in a claim`, cells.raw('line'));
    this.#problems.push(...cells.problems);
  }

  #give(out: Item<ClaimRow>[]): void {
    if (this.#rows.length === 0) return;
    if (this.#problems.length > 0) out.push(new Unreadable(this.#rows, this.#problems));
    else out.push({ ...this.#head!, fileLine: this.#lines[0]!.fileLine, lines: this.#lines });
    this.#head = undefined;
    this.#claim = '';
    this.#rows = [];
    this.#lines = [];
    this.#codes = new Set();
    this.#problems = [];
  }
}
