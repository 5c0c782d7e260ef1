import { type Day, parseDay } from '../../core/calendar/day.ts';
import { type Amount, amountOf, parseAmount } from '../../core/money/amount.ts';
import { currencyOf } from '../../core/money/currency.ts';
import { isRefusal, type Refusal, refuse } from '../../core/refusal.ts';
import type { ClaimRow, ClaimRowLine } from '../import/rows.ts';

/** A record of one of the CMS files: texts by the name of their column. */
export type DesynpufRecord = { readonly [column: string]: string };

/** The kinds of claims, each a file of its own. */
export type DesynpufKind = 'inpatient' | 'outpatient' | 'carrier' | 'pharmacy';

const DOLLAR = currencyOf('USD')!;

/** A column that is added up, or the refusal of what stands in it. An empty field is 0. */
function amountIn(record: DesynpufRecord, column: string, at: string): Amount | Refusal {
  const text = record[column];
  if (text === undefined) return refuse('missing_field', `${at}:${column}`, 'this column', undefined);
  if (text === '') return amountOf(0);
  const amount = parseAmount(text, DOLLAR);
  return typeof amount === 'string'
    ? refuse(amount, `${at}:${column}`, 'an amount such as "90"', text)
    : amount;
}

/** A day of a record such as "2008-11-29". */
function dayIn(record: DesynpufRecord, column: string, at: string): Day | Refusal {
  const text = record[column];
  if (text === undefined) return refuse('missing_field', `${at}:${column}`, 'this column', undefined);
  const day = parseDay(text);
  return typeof day === 'string' ? refuse(day, `${at}:${column}`, 'a day such as "2008-11-29"', text) : day;
}

/** What is allowed on the claim's one line, as the sum of these columns. */
const SUMMED: Readonly<Record<Exclude<DesynpufKind, 'carrier'>, readonly string[]>> = {
  inpatient: ['CLM_PMT_AMT', 'NCH_BENE_IP_DDCTBL_AMT', 'NCH_BENE_PTA_COINSRNC_LBLTY_AM'],
  outpatient: ['CLM_PMT_AMT', 'NCH_BENE_PTB_DDCTBL_AMT', 'NCH_BENE_PTB_COINSRNC_AMT'],
  pharmacy: ['TOT_RX_CST_AMT'],
};
const CARRIER_LINES = [1, 2, 3, 4, 5];

/**
 * A claim of the CMS files. Allowed is what Medicare allowed; the files have no charges, so the charge is the same.
 * A carrier claim has a line for each procedure or amount, one of 0 where it has none. Providers are left out: amounts
 * are rounded to 10 dollars, so that like lines need not be duplicates.
 */
export function claimOf(kind: DesynpufKind, record: DesynpufRecord, fileLine: number): ClaimRow | Refusal {
  const at = `${kind === 'pharmacy' ? 'pde' : kind}.csv:${fileLine}`;
  const drug = kind === 'pharmacy';
  const claim = record[drug ? 'PDE_ID' : 'CLM_ID'];
  const person = record.DESYNPUF_ID;
  if (claim === undefined || person === undefined) {
    const column = person === undefined ? 'DESYNPUF_ID' : drug ? 'PDE_ID' : 'CLM_ID';
    return refuse('missing_field', `${at}:${column}`, 'this column', undefined);
  }
  const serviceDate = dayIn(record, drug ? 'SRVC_DT' : 'CLM_FROM_DT', at);
  if (isRefusal(serviceDate)) return serviceDate;
  const received = drug ? serviceDate : dayIn(record, 'CLM_THRU_DT', at);
  if (isRefusal(received)) return received;
  const place = { fileLine, serviceDate, service: kind, network: 'medicare' };
  const lines = kind === 'carrier' ? carrierLines(record, at, place) : oneLine(kind, record, at, place);
  if (isRefusal(lines)) return lines;
  const benefit = drug ? 'pharmacy' : 'medical';
  return { fileLine, claim, person, received, benefit, provider: '', frequency: '1', lines };
}

type Place = Pick<ClaimRowLine, 'fileLine' | 'serviceDate' | 'service' | 'network'>;

function oneLine(
  kind: Exclude<DesynpufKind, 'carrier'>,
  record: DesynpufRecord,
  at: string,
  place: Place,
): ClaimRowLine[] | Refusal {
  let allowed = 0;
  for (const column of SUMMED[kind]) {
    const amount = amountIn(record, column, at);
    if (isRefusal(amount)) return amount;
    allowed += amount;
  }
  const procedure = record[kind === 'pharmacy' ? 'PROD_SRVC_ID' : 'HCPCS_CD_1'] ?? '';
  return [lineOf(place, 1, procedure, allowed)];
}

function carrierLines(record: DesynpufRecord, at: string, place: Place): ClaimRowLine[] | Refusal {
  const lines: ClaimRowLine[] = [];
  for (const number of CARRIER_LINES) {
    const allowed = amountIn(record, `LINE_ALOWD_CHRG_AMT_${number}`, at);
    if (isRefusal(allowed)) return allowed;
    const procedure = record[`HCPCS_CD_${number}`] ?? '';
    if (allowed !== 0 || procedure !== '') lines.push(lineOf(place, number, procedure, allowed));
  }
  return lines.length > 0 ? lines : [lineOf(place, 1, '', 0)];
}

function lineOf(place: Place, number: number, procedure: string, allowed: number): ClaimRowLine {
  const amount = amountOf(allowed);
  return { ...place, line: String(number), procedure, charge: amount, allowed: amount };
}
