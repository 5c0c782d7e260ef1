import type { ContractPosition } from './stop-loss.ts';
import type { Viewer } from './viewer.ts';

/** Roles that may know whose claims they look at. A carrier has to: it pays for them. */
const KNOWS_PERSONS: ReadonlySet<string> = new Set([
  'operator',
  'administrator',
  'auditor',
  'stop-loss carrier',
]);

/**
 * The positions as a viewer may see them: a carrier those of its own contracts; directors, the treasurer and the actuary
 * persons without their names, numbered by what is eligible, the largest first.
 */
export function positionsSeenBy(
  viewer: Viewer,
  positions: readonly ContractPosition[],
): readonly ContractPosition[] {
  const own =
    viewer.role === 'stop-loss carrier'
      ? positions.filter(({ carrier }) => carrier === viewer.party)
      : positions;
  return KNOWS_PERSONS.has(viewer.role) ? own : own.map(withoutNames);
}

function withoutNames(found: ContractPosition): ContractPosition {
  const { specific, notices } = found.position;
  const persons = [...(specific?.persons ?? [])].sort((a, b) => b.eligible - a.eligible);
  const names = new Map(persons.map(({ person }, index) => [person, `person ${index + 1}`]));
  const named = <T extends { readonly person: string }>(row: T): T => ({
    ...row,
    person: names.get(row.person)!,
  });
  return {
    ...found,
    memberOf: new Map(),
    position: {
      ...found.position,
      ...(specific === undefined ? {} : { specific: { ...specific, persons: persons.map(named) } }),
      notices: notices.map(named),
    },
  };
}
