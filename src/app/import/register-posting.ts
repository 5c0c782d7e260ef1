import { monthOf } from '../../core/calendar/month.ts';
import { BatchEntries } from '../../core/postings/batch-entries.ts';
import { PersonRollups } from '../adjudicate/person-rollups.ts';
import { Rollups } from '../adjudicate/rollups.ts';
import type { ImportSession, StoredPaidClaim } from '../ports/import-store.ts';
import { Numbering, Writing } from './import.ts';
import type { Intake } from './intake.ts';

/** A row that was taken, before it has its number. */
export type FreshPayment = Omit<StoredPaidClaim, 'paidClaimId'>;

/**
 * Writes a register's rows and posts them as one batch: for each, the claim incurred in the month it was paid, and paid
 * in the month it was funded. What was not paid by person or plan of the allowed amount was not covered; the charge
 * above the allowed amount was written off.
 */
export class RegisterPosting {
  readonly #session: ImportSession;
  readonly #intake: Intake;
  readonly #importId: number;
  readonly #batchId: number;
  readonly #entries = new BatchEntries();
  readonly #rollups = new Rollups();
  readonly #persons = new PersonRollups();
  readonly #writing = new Writing();
  readonly #numbering: Numbering;

  constructor(session: ImportSession, intake: Intake, importId: number, batchId: number) {
    this.#session = session;
    this.#intake = intake;
    this.#importId = importId;
    this.#batchId = batchId;
    this.#numbering = new Numbering(session, 'paid claim');
  }

  /** Takes rows, in order; they are on their way when this returns. Nothing is written once the import is refused. */
  async write(rows: readonly FreshPayment[]): Promise<void> {
    if (rows.length === 0 || !this.#intake.isOpen) return;
    for (const payment of rows) this.#post(payment);
    const firstId = await this.#numbering.take(rows.length);
    const stored = rows.map((row, index): StoredPaidClaim => ({ ...row, paidClaimId: firstId + index }));
    await this.#writing.next(() => this.#session.writePaidClaims(this.#importId, this.#batchId, stored));
  }

  /** Waits for the rows to be written and writes the batch. */
  async close(): Promise<void> {
    await this.#writing.done();
    if (!this.#intake.isOpen) return;
    await this.#numbering.close();
    await this.#session.writeBatch(this.#batchId, 'paid claims', {
      entries: this.#entries.entries(),
      rollups: this.#rollups.rows(),
      personRollups: this.#persons.rows(),
    });
  }

  #post({ personId, memberId, planId, row }: FreshPayment): void {
    const { charge, allowed, memberPays, planPays } = row;
    this.#entries.add('claims incurred', monthOf(row.paid), memberId, planPays);
    this.#entries.add('claims paid', monthOf(row.funded), memberId, planPays);
    const { benefit, incurred: incurredDay, paid: paidDay } = row;
    this.#persons.add(personId, monthOf(incurredDay), planPays);
    this.#rollups.add(
      { memberId, planId, benefit, incurredDay, paidDay },
      {
        ...{ charge, allowed, memberPays, planPays, balanceBill: 0 },
        notCovered: allowed - memberPays - planPays,
        writeOff: charge - allowed,
      },
    );
  }
}
