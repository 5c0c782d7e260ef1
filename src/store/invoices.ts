import { createHash } from 'node:crypto';
import type { InvoiceStore, KeptInvoice } from '../app/ports/invoices.ts';
import { firstDayOf } from '../core/calendar/month.ts';
import { dayText } from './bulk/rows.ts';
import type { Database } from './database.ts';
import { nextIdentifiers } from './identifiers.ts';
import type { Loader } from './loader.ts';
import { monthOf } from './months.ts';
import { posting } from './posting.ts';

/** Invoices in a database. */
export function invoiceStore(database: Database, loader: Loader): InvoiceStore {
  const { alone } = posting(database, loader);
  return {
    keep: (consortiumId, { charge, month, total, expected, content }) =>
      alone(consortiumId, async (query) => {
        const sha256 = createHash('sha256').update(content).digest('hex');
        const known = await query.oneOrNone<{ number: number }>(
          'SELECT invoice_id AS number FROM invoice WHERE sha256 = $1',
          [sha256],
        );
        if (known !== undefined) return { ...known, isNew: false };
        const number = await nextIdentifiers(query, 'invoice');
        await query.run(
          `INSERT INTO invoice (invoice_id, charge, invoiced_month, total_cents, expected_cents, sha256, content)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [number, charge, dayText(firstDayOf(month)), total, expected, sha256, content],
        );
        return { number, isNew: true };
      }),

    invoices: (consortiumId) =>
      database.read(consortiumId, (query) =>
        query.rows<KeptInvoice>(
          `SELECT invoice_id AS number, charge, ${monthOf('invoiced_month')} AS month, total_cents AS total,
             expected_cents AS expected, content, recorded_at::date - date '1970-01-01' AS "keptDay"
           FROM invoice ORDER BY invoice_id DESC`,
        ),
      ),
  };
}
