import { useTranslation } from 'react-i18next';
import { useMembership } from '../api/session.ts';
import { isRightToLeft, localeOf } from '../words/words.ts';
import { type AmountText, ratioNumber } from './amounts.ts';

export * from './amounts.ts';

const MINUS = '−';
const signed = (text: string) => text.replace(/-/g, MINUS);
/** A sign stays before its figure where the text runs from the right (Unicode's left-to-right mark). */
const withSignBefore = (text: string) => (/^[−+]/.test(text) ? `\u200e${text}` : text);
/** Intl reads decimal texts exactly; its types know only those that are numbers by their form. */
const exactly = (text: string) => text as unknown as number;

/** How figures, months and days are written in the reader's language and the pool's currency. */
export function useFigures(currencyOfDocument?: string) {
  const { i18n } = useTranslation();
  const membership = useMembership();
  const currency = currencyOfDocument ?? membership?.currency ?? 'USD';
  const locale = localeOf(i18n.language);
  const number = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    const write = (value: number | string) => signed(format.format(exactly(String(value))));
    return isRightToLeft(i18n.language) ? (value: number | string) => withSignBefore(write(value)) : write;
  };
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const monthOnly = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const utc = (text: string) => new Date(`${text}T00:00:00Z`);
  return {
    locale,
    currency,
    /** Exact to the cent, with the currency's sign: of single figures and totals. */
    money: number({ style: 'currency', currency }),
    /** Exact to the cent, without it: in columns whose head says the unit. */
    amount: (value: AmountText) => {
      const decimals = value.split('.')[1]?.length ?? 0;
      return number({ minimumFractionDigits: decimals, maximumFractionDigits: decimals })(value);
    },
    /** In short, "$71.8M": for summaries. */
    short: number({ style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 }),
    count: number({ maximumFractionDigits: 0 }),
    /** "91.2%" of "0.912". */
    percent: (ratio: string) =>
      number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })(ratioNumber(ratio)),
    /** "2026-08-31" as "31 Aug 2026". */
    day: (text: string) => day.format(utc(text)),
    /** "2026-08" as "Aug 2026", or as "Aug". */
    month: (text: string) => month.format(utc(`${text}-01`)),
    monthOnly: (text: string) => monthOnly.format(utc(`${text}-01`)),
    /** A moment in the reader's own time. */
    time: (text: string) => time.format(new Date(text)),
  };
}
