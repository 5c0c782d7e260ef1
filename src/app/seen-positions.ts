import { isEmployer, knowsPersons } from './employer.ts';
import type { ContractPosition } from './stop-loss.ts';
import type { Viewer } from './viewer.ts';

/**
 * The positions as a viewer may see them: a carrier those of its own contracts; directors, the treasurer and the actuary
 * persons without their names, numbered by what is eligible, the largest first. To a director those alone of whom notice is
 * due: from a list of all, amounts could be found that sum to those of a member.
 */
export function positionsSeenBy(
  viewer: Viewer,
  positions: readonly ContractPosition[],
): readonly ContractPosition[] {
  const own =
    viewer.role === 'stop-loss carrier'
      ? positions.filter(({ carrier }) => carrier === viewer.party)
      : positions;
  return knowsPersons(viewer) ? own : own.map((one) => withoutNames(one, isEmployer(viewer)));
}

function withoutNames(found: ContractPosition, isOfNoticesOnly: boolean): ContractPosition {
  const { specific, notices } = found.position;
  const persons = [...(specific?.persons ?? [])].sort((a, b) => b.eligible - a.eligible);
  const noticed = new Set(notices.map(({ person }) => person));
  const listed = isOfNoticesOnly ? persons.filter(({ person }) => noticed.has(person)) : persons;
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
      ...(specific === undefined ? {} : { specific: { ...specific, persons: listed.map(named) } }),
      notices: notices.map(named),
    },
  };
}
