/** The directors of the demonstration's board, by the order of the members. */
export const NAMES = [
  'Dana Whitlock',
  'Ines Calloway',
  'Tom Brandt',
  'Ada Ash',
  'Sol Hart',
  'Priya Nandi',
  'Ben Ruiz',
  'Mara Lind',
] as const;

/** What the past meeting decided; the last of them alone. */
export const PAST_ITEMS = [
  { marking: 'consent', title: 'Minutes of the spring meeting' },
  { marking: 'consent', title: 'Renewal of the eligibility audit' },
  { marking: 'action', title: 'A second opinion service for employees' },
] as const;

/** The minutes of the past meeting. */
export const MINUTES = `The meeting was opened at 16:00.

The minutes of the spring meeting and the renewal of the eligibility audit were approved together.

A second opinion service for employees was discussed. Its cost was thought to be above its use, and it was not adopted.`;

interface Rate {
  readonly from: string;
  readonly plan: string;
  readonly rates: Readonly<Record<string, string>>;
}

/** The document with rates from a year on that are 6.4 percent above those of the latest, in whole units of money. */
export function raisedRates(documentText: string, year: number): string {
  const document = JSON.parse(documentText) as { readonly contributions: readonly Rate[] };
  const { contributions } = document;
  const latest = contributions
    .map(({ from }) => from)
    .toSorted()
    .at(-1)!;
  const raised = contributions
    .filter(({ from }) => from === latest)
    .map((rate) => ({
      ...{ ...rate, from: `${year}-01` },
      rates: Object.fromEntries(Object.entries(rate.rates).map(([tier, amount]) => [tier, raise(amount)])),
    }));
  return JSON.stringify({ ...document, contributions: [...contributions, ...raised] });
}

/** "698.00" as "743.00": 6.4 percent more, to the nearest whole unit. */
function raise(amount: string): string {
  const cents = BigInt(amount.replace('.', ''));
  return `${(cents * 1064n + 50_000n) / 100_000n}.00`;
}
