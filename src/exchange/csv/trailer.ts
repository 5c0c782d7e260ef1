import type { Amount } from '../../core/money/amount.ts';
import { type Refusal, refuse } from '../../core/refusal.ts';
import type { OpenedFile } from './format.ts';
import { AMOUNT_FORMS } from './forms.ts';
import type { Layout } from './layouts/layout.ts';
import type { CsvRecord } from './reader.ts';
import { Trailer, Unusable } from './rows.ts';

/** True for the record with a register's control totals. */
export function isTrailer(record: CsvRecord, { trailer }: Layout): boolean {
  return trailer !== undefined && record.fields[0]?.trim() === trailer.marker;
}

/** Reads the control totals. Refused, as nothing can be checked without them: a total that is missing or malformed. */
export function readTrailer(record: CsvRecord, layout: Layout, file: OpenedFile): Trailer | Unusable {
  const { rows: rowsAt, charge, allowed, planPays } = layout.trailer!;
  const at = (column: number) => `${file.name}:${record.line}:${column}`;
  const count = record.fields[rowsAt - 1]?.trim() ?? '';
  if (!/^\d{1,15}$/.test(count)) {
    return new Unusable(refuse('wrong_type', at(rowsAt), 'the number of rows in the control totals', count));
  }
  let problem: Refusal | undefined;
  const total = (column: number | undefined): Amount | undefined => {
    if (column === undefined) return undefined;
    const text = record.fields[column - 1]?.trim() ?? '';
    const read = AMOUNT_FORMS[layout.amounts].read(text, file.currency);
    if (typeof read === 'number') return read;
    const { example } = AMOUNT_FORMS[layout.amounts];
    problem ??= refuse(read, at(column), `an amount such as ${example} in the control totals`, text);
    return undefined;
  };
  const totals = {
    rows: Number(count),
    charge: total(charge),
    allowed: total(allowed),
    planPays: total(planPays),
  };
  return problem === undefined ? new Trailer(totals, at(rowsAt)) : new Unusable(problem);
}
