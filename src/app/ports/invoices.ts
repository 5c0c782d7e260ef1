import type { Month } from '../../core/calendar/month.ts';

/** An invoice to be kept: as it came, with what enrolment says of it now. */
export interface NewInvoice {
  readonly charge: string;
  readonly month: Month;
  readonly total: number;
  readonly expected: number;
  /** The invoice itself as canonical JSON, by whose hash it is known. */
  readonly content: string;
}

/** An invoice that was kept, and the day on which it was. */
export interface KeptInvoice extends NewInvoice {
  readonly number: number;
  readonly keptDay: number;
}

/** Invoices of the administrator and of carriers. */
export interface InvoiceStore {
  /** Keeps an invoice; answers its number, and whether it was new: the very same one is kept once. */
  keep(
    consortiumId: number,
    invoice: NewInvoice,
  ): Promise<{ readonly number: number; readonly isNew: boolean }>;
  /** All of them, the latest first. */
  invoices(consortiumId: number): Promise<KeptInvoice[]>;
}
