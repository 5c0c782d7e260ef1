// A pool of three members that tests of members and their money work on through the verbs, on a database of its own.
import { adjudicate } from '../../src/app/adjudicate/adjudicate.ts';
import { chargeMonths } from '../../src/app/charge-months.ts';
import { closeMonth } from '../../src/app/close-month.ts';
import { recordConsortium } from '../../src/app/consortium.ts';
import { importEnrolmentRows } from '../../src/app/import/enrolment.ts';
import { importPaidClaimsRows } from '../../src/app/import/paid-claims.ts';
import type { Consortium } from '../../src/app/ports/consortium.ts';
import type { Stores } from '../../src/app/ports/stores.ts';
import { parseDay } from '../../src/core/calendar/day.ts';
import type { Amount } from '../../src/core/money/amount.ts';
import { isRefusal, type Refusal } from '../../src/core/refusal.ts';
import { storesOver } from '../../src/store/stores.ts';
import { month } from '../consortia.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { MEMBERS_DOCUMENT } from './pool.ts';

/** A value that is no refusal; else throws. */
export function known<T>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Error(JSON.stringify(value));
  return value;
}

export const day = (text: string) => known(parseDay(text)) as ReturnType<typeof parseDay> & number;

/** A document of three members. */
export const THREE = {
  ...MEMBERS_DOCUMENT,
  members: [
    { code: 'town', name: 'Town', standaloneAdministrationPerYear: '2000.00' },
    { code: 'school', name: 'School' },
    { code: 'village', name: 'Village' },
  ],
};

export class Pool {
  readonly database: TestDatabase;
  readonly stores: Stores;
  consortium: Consortium;
  #files = 0;

  private constructor(database: TestDatabase, stores: Stores, consortium: Consortium) {
    this.database = database;
    this.stores = stores;
    this.consortium = consortium;
  }

  static async open(document: object = THREE): Promise<Pool> {
    const database = await testDatabase();
    const stores = storesOver(database);
    return new Pool(
      database,
      stores,
      known(await recordConsortium(stores.consortia, JSON.stringify(document))),
    );
  }

  /** Enrols subscribers, "person member plan tier from to" each; `to` may be left out. */
  async enrol(...lines: string[]): Promise<void> {
    const rows = lines.map((line, index) => {
      const [person, member, plan, tier, from, to] = line.split(' ') as [
        string,
        string,
        string,
        string,
        string,
        string?,
      ];
      return {
        ...{ fileLine: index + 2, person, subscriber: person, relationship: 'self', member, plan, tier },
        ...{ from: day(from), to: to === undefined ? undefined : day(to) },
      };
    });
    known(await importEnrolmentRows(this.stores.imports, this.consortium, this.#source('enrolment'), rows));
  }

  /**
   * Takes a register of claims paid elsewhere, "person incurred paid amount" each, with the claim that is reversed where one
   * is; `paid` is the day, or "paid>funded" where another day funds it.
   */
  async register(...lines: string[]): Promise<void> {
    const name = this.#source('register');
    const rows = lines.map((line, index) => {
      const [person, incurred, days, amount, reverses = ''] = line.split(' ') as [
        ...[string, string, string, string],
        string?,
      ];
      const [paid, funded = paid] = days.split('>') as [string, string?];
      const cents = (Number(amount) * 100) as Amount;
      return {
        ...{
          fileLine: index + 2,
          claim: `${name.name}-${index}`,
          reference: name.name,
          reverses,
          person,
        },
        ...{ benefit: 'medical', incurred: day(incurred), paid: day(paid), funded: day(funded) },
        ...{ charge: cents, allowed: cents, memberPays: 0 as Amount, planPays: cents },
      };
    });
    known(
      await importPaidClaimsRows(this.stores.imports, this.consortium, name, rows, { notEnrolled: 'accept' }),
    );
  }

  async charge(through: string): Promise<void> {
    known(await chargeMonths(this.stores.books, this.consortium, month(through)));
  }

  async close(text: string): Promise<void> {
    known(await adjudicate(this.stores.runs, this.consortium));
    known(await closeMonth(this.stores, this.consortium, month(text)));
  }

  rows<T>(text: string): Promise<T[]> {
    return this.database.read(this.consortium.consortiumId, (query) => query.rows<T>(text));
  }

  /** The ledger's balance of an account by member, debits less credits. */
  async balances(account: string): Promise<Record<string, number>> {
    const rows = await this.rows<{ member: string; balance: number }>(
      `SELECT coalesce(m.code, 'pool') AS member, sum(debit_cents - credit_cents) AS balance
       FROM balance_delta LEFT JOIN member m USING (member_id) WHERE account = '${account}' GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ member, balance }) => [member, balance]));
  }

  end(): Promise<void> {
    return this.stores.close();
  }

  #source(kind: string) {
    this.#files += 1;
    const name = `${kind}-${this.#files}`;
    return { name, sha256: name };
  }
}
