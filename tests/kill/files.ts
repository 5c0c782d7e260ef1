import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_SEED, generateDemo } from '../../src/app/demo/generator.ts';
import type { EnrolmentRow } from '../../src/app/import/rows.ts';
import { formatDay } from '../../src/core/calendar/day.ts';
import { formatAmount } from '../../src/core/money/amount.ts';
import { csvLine } from '../../src/exchange/csv/writer.ts';

/** The files of a generated pool, in the columns of docs/files.md. */
export interface PoolFiles {
  readonly enrolment: string;
  /** The enrolment of a pool twenty times as large, which takes long enough to be killed in the middle. */
  readonly largeEnrolment: string;
  readonly claims: string;
  /** All that was paid elsewhere, as one register with its control totals. */
  readonly register: string;
}

/** Writes the demonstration consortium's files into a folder; `scale` is the share of its 6,000 employees. */
export function writePoolFiles(folder: string, scale: number): PoolFiles {
  const demo = generateDemo(DEMO_SEED, { scale });
  const { currency } = demo.document;
  const money = (amount: number) => formatAmount(amount, currency);
  const save = (name: string, columns: string, rows: Iterable<readonly string[]>) => {
    const path = join(folder, name);
    const lines = [columns.split(','), ...rows].map((row) => csvLine(row));
    writeFileSync(path, lines.join(''));
    return path;
  };

  function* enrolment(rows: Iterable<EnrolmentRow>) {
    for (const { person, subscriber, relationship, member, plan, tier, from, to } of rows) {
      const days = [formatDay(from), to === undefined ? '' : formatDay(to)];
      yield [person, subscriber, relationship, member, plan, tier, ...days];
    }
  }

  function* claims() {
    for (const { claim, person, received, benefit, provider, lines } of demo.claims()) {
      for (const { line, serviceDate, service, network, procedure, charge, allowed } of lines) {
        const what = [formatDay(serviceDate), service, network, money(charge), money(allowed)];
        yield [claim, line, person, ...what, formatDay(received), benefit, provider, procedure];
      }
    }
  }

  function* register() {
    const sums = { rows: 0, charge: 0, allowed: 0, planPays: 0 };
    for (const { rows } of demo.registers()) {
      for (const row of rows) {
        const { claim, reference, reverses, person, benefit, incurred, paid, funded } = row;
        const { charge, allowed, memberPays, planPays } = row;
        sums.rows += 1;
        sums.charge += charge;
        sums.allowed += allowed;
        sums.planPays += planPays;
        const days = [incurred, paid, funded].map(formatDay);
        const amounts = [charge, allowed, memberPays, planPays].map(money);
        yield [claim, reference, reverses, person, benefit, ...days, ...amounts];
      }
    }
    yield ['CONTROL', String(sums.rows), ...[sums.charge, sums.allowed, sums.planPays].map(money)];
  }

  const coverage = 'person,subscriber,relationship,member,plan,tier,from,to';
  const large = generateDemo(DEMO_SEED, { scale: 20 * scale });
  return {
    enrolment: save('enrolment.csv', coverage, enrolment(demo.enrolment())),
    largeEnrolment: save('large-enrolment.csv', coverage, enrolment(large.enrolment())),
    claims: save(
      'claims.csv',
      'claim,line,person,service_date,service,network,charge,allowed,received,benefit,provider,procedure',
      claims(),
    ),
    register: save(
      'register.csv',
      'claim,reference,reverses,person,benefit,incurred,paid,funded,charge,allowed,member_pays,plan_pays',
      register(),
    ),
  };
}
