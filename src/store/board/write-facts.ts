import type { BoardFacts } from '../../app/ports/board.ts';
import { dayText } from '../bulk/rows.ts';
import type { Query } from '../query.ts';

/** Which table takes which facts; a later one may refer to an earlier. */
const TABLES: { readonly [name in keyof Required<BoardFacts>]: string } = {
  directors: 'director',
  proxies: 'proxy',
  meetings: 'meeting',
  events: 'meeting_event',
  attendance: 'attendance',
  motions: 'motion',
  seconds: 'motion_second',
  items: 'agenda_item',
  pulls: 'consent_pull',
  recusals: 'recusal',
  votes: 'vote',
  closings: 'item_close',
  resolutions: 'resolution',
};

/** Properties whose column is not just their name in small letters. */
const COLUMNS: Readonly<Record<string, string>> = {
  ...{ from: 'from_day', to: 'to_day', until: 'until_day', number: 'item_number' },
};

/** Writes what an act of a board adds, each fact with who recorded it. */
export async function writeFacts(query: Query, recordedBy: string, facts: BoardFacts): Promise<void> {
  for (const [name, table] of Object.entries(TABLES))
    for (const fact of facts[name as keyof BoardFacts] ?? [])
      await insert(query, table, { ...fact, recordedBy });
}

async function insert(query: Query, table: string, fact: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(fact).map(columnOf);
  const values = Object.values(fact).map((value, index) =>
    columns[index]!.endsWith('_day') && value !== undefined ? dayText(value as number) : (value ?? null),
  );
  const places = values.map((_, index) => `$${index + 1}`).join(', ');
  await query.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, values);
}

function columnOf(property: string): string {
  return COLUMNS[property] ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
