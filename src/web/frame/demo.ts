import { ask, Problem } from '../api/client.ts';
import { queries } from '../api/reading.ts';

/** Somebody of the demonstration. */
export interface DemoPerson {
  readonly role: string;
  readonly email: string;
}

const KEPT = 'poolbook.demo';

/** The people of the demonstration; none where it is not one. */
export async function demoPeople(): Promise<readonly DemoPerson[]> {
  try {
    return (await ask<{ people: readonly DemoPerson[] }>('/api/demo/people')).people;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return [];
    throw error;
  }
}

/** Becomes somebody of the demonstration; all that was read as somebody else is forgotten. */
export async function become(person: DemoPerson): Promise<void> {
  await ask('/api/demo/people', { email: person.email });
  localStorage.setItem(KEPT, person.role);
  queries.clear();
}

/** In a demonstration: becomes who one was before, else the administrator. False where it is none. */
export async function becomeSomebody(): Promise<boolean> {
  // Asked again where the service has too much to do, as everything that is read.
  const people = await queries.fetchQuery({ queryKey: ['demo'], queryFn: demoPeople });
  const before = localStorage.getItem(KEPT);
  const person = people.find(({ role }) => role === before) ?? people[0];
  if (person === undefined) return false;
  await become(person);
  return true;
}
