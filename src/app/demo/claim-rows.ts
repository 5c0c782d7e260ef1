import type { Day } from '../../core/calendar/day.ts';
import type { Amount } from '../../core/money/amount.ts';
import type { ClaimRow, ClaimRowLine } from '../import/rows.ts';
import type { ClaimColumns } from './claim-columns.ts';
import { MEMBERS } from './members.ts';
import type { DemoPerson } from './person.ts';
import { providerCode } from './providers.ts';
import { isPharmacy, SERVICES } from './services.ts';

/**
 * The claims of members adjudicated here as rows, in the order received and numbered in it. A row is made when it is
 * asked for, so that only the columns stay in memory.
 */
export function* claimRows(columns: ClaimColumns, persons: readonly DemoPerson[]): Generator<ClaimRow> {
  const here = persons.map(({ household }) => MEMBERS[household.memberIndex]!.paid === 'adjudicated here');
  let number = 0;
  let fileLine = 1;
  for (const claim of columns.byReceived((one) => here[columns.person[one]!]!)) {
    number += 1;
    const first = columns.firstLine[claim]!;
    const count = columns.firstLine[claim + 1]! - first;
    const lines: ClaimRowLine[] = [];
    for (let index = 0; index < count; index += 1) {
      lines.push(lineRow(columns, claim, first + index, index + 1, fileLine + 1 + index));
    }
    yield {
      fileLine: fileLine + 1,
      claim: `C${String(number).padStart(7, '0')}`,
      person: persons[columns.person[claim]!]!.code,
      received: columns.received[claim]! as Day,
      benefit: benefitOf(columns, claim),
      provider: providerCode(columns.provider[claim]!),
      frequency: '1',
      lines,
    };
    fileLine += count;
  }
}

/** How many claims and lines `claimRows` gives. */
export function sizeOf(
  columns: ClaimColumns,
  persons: readonly DemoPerson[],
): { readonly claims: number; readonly lines: number } {
  let [claims, lines] = [0, 0];
  for (let claim = 0; claim < columns.claims; claim += 1) {
    const { household } = persons[columns.person[claim]!]!;
    if (MEMBERS[household.memberIndex]!.paid !== 'adjudicated here') continue;
    claims += 1;
    lines += columns.firstLine[claim + 1]! - columns.firstLine[claim]!;
  }
  return { claims, lines };
}

/** The benefit of a claim: pharmacy or medical, never both. */
export function benefitOf(columns: ClaimColumns, claim: number): 'pharmacy' | 'medical' {
  return isPharmacy(columns.service[columns.firstLine[claim]!]!) ? 'pharmacy' : 'medical';
}

function lineRow(
  columns: ClaimColumns,
  claim: number,
  line: number,
  number: number,
  fileLine: number,
): ClaimRowLine {
  const service = SERVICES[columns.service[line]!]!;
  return {
    fileLine,
    line: String(number),
    serviceDate: columns.day[claim]! as Day,
    service: service.service,
    network: columns.outOfNetwork[line] === 1 ? 'out' : 'in',
    procedure: service.procedures[columns.procedure[line]!]!,
    charge: columns.charge[line]! as Amount,
    allowed: columns.allowed[line]! as Amount,
  };
}
