import type { Month } from '../core/calendar/month.ts';
import type { ExperienceCell } from './experience.ts';
import type { Consortium } from './ports/consortium.ts';
import { regionsOf } from './ratio-scope.ts';

/** By what the ratios of a year are listed. */
export const RATIO_GROUPS = ['member', 'benefit', 'region', 'month'] as const;

export type RatioGroup = (typeof RATIO_GROUPS)[number];

/** The groups of a list in their order, by code and name, and which of them a cell, or what is a member's alone, is in. */
export interface Groups {
  readonly names: ReadonlyMap<string | undefined, string>;
  groupOf(cell: Pick<ExperienceCell, 'memberId'> & Partial<ExperienceCell>): string | undefined;
}

/**
 * The groups that the cells of the members meant fall into. Members and regions stand in the order of the document, benefits and months in their
 * own; last what is of none: the pool's own recoveries, members without a region.
 */
export function groupsOf(
  { document, members }: Consortium,
  by: RatioGroup,
  cells: readonly ExperienceCell[],
  isMeant: (memberId: number) => boolean,
  monthName: (month: Month) => string,
): Groups {
  const meant = document.members.filter(({ code }) => isMeant(members.get(code)!));
  const memberOf = new Map(document.members.map((member) => [members.get(member.code), member]));
  const inOrder = (names: readonly (string | undefined)[]) =>
    new Map([...new Set(names)].sort().map((name) => [name, name!]));
  switch (by) {
    case 'member':
      return {
        names: new Map<string | undefined, string>([
          ...meant.map(({ code, name }): [string, string] => [code, name]),
          [undefined, 'The pool itself'],
        ]),
        groupOf: ({ memberId }) => memberOf.get(memberId)?.code,
      };
    case 'region':
      return {
        names: new Map<string | undefined, string>([
          ...regionsOf({ members: meant }).map((region): [string, string] => [region, region]),
          [undefined, 'No region'],
        ]),
        groupOf: ({ memberId }) => memberOf.get(memberId)?.region,
      };
    case 'benefit':
      return { names: inOrder(cells.map(({ benefit }) => benefit)), groupOf: ({ benefit }) => benefit };
    case 'month': {
      const groupOf: Groups['groupOf'] = ({ month }) => (month === undefined ? undefined : monthName(month));
      return { names: inOrder(cells.map(groupOf)), groupOf };
    }
  }
}
