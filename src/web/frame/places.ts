import {
  type Icon,
  IconBuildingCommunity,
  IconCalculator,
  IconChartBar,
  IconFileDollar,
  IconFileImport,
  IconGavel,
  IconLink,
  IconPercentage,
  IconScale,
  IconSettings,
  IconShield,
  IconStack2,
  IconStairsUp,
} from '@tabler/icons-react';
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';

/** A place of the console: where it is, what opens it, and the screen that is there. */
export interface Place {
  /** The last part of its address, and the key of its name in the words of the frame. */
  readonly name:
    | 'overview'
    | 'claims'
    | 'members'
    | 'stop-loss'
    | 'reserves'
    | 'ratios'
    | 'programmes'
    | 'choices'
    | 'board'
    | 'record'
    | 'import'
    | 'calculators'
    | 'settings';
  readonly icon: Icon;
  /** What may be done by who may enter; without it everybody may. */
  readonly capability?: string;
  /** The key that goes there after `G`. */
  readonly key: string;
  readonly screen: RouteComponent;
}

/** The places in the order in which they stand at the side. Each screen is a piece of script of its own. */
export const PLACES: readonly Place[] = [
  {
    name: 'overview',
    icon: IconChartBar,
    capability: 'statement.read',
    key: 'o',
    screen: lazyRouteComponent(() => import('../screens/overview/Overview.tsx'), 'Overview'),
  },
  {
    name: 'claims',
    icon: IconFileDollar,
    capability: 'claims.read',
    key: 'c',
    screen: lazyRouteComponent(() => import('../screens/claims/Claims.tsx'), 'Claims'),
  },
  {
    name: 'members',
    icon: IconBuildingCommunity,
    capability: 'members.read',
    key: 'm',
    screen: lazyRouteComponent(() => import('../screens/members/Members.tsx'), 'Members'),
  },
  {
    name: 'stop-loss',
    icon: IconShield,
    capability: 'position.read',
    key: 's',
    screen: lazyRouteComponent(() => import('../screens/stop-loss/StopLoss.tsx'), 'StopLoss'),
  },
  {
    name: 'reserves',
    icon: IconStack2,
    capability: 'reserve.read',
    key: 'e',
    screen: lazyRouteComponent(() => import('../screens/reserves/Reserves.tsx'), 'Reserves'),
  },
  {
    name: 'ratios',
    icon: IconPercentage,
    capability: 'ratio.read',
    key: 't',
    screen: lazyRouteComponent(() => import('../screens/ratios/Ratios.tsx'), 'Ratios'),
  },
  {
    name: 'programmes',
    icon: IconStairsUp,
    key: 'p',
    screen: lazyRouteComponent(() => import('../screens/programmes/Programmes.tsx'), 'Programmes'),
  },
  {
    name: 'choices',
    icon: IconScale,
    key: 'h',
    screen: lazyRouteComponent(() => import('../screens/choices/Choices.tsx'), 'Choices'),
  },
  {
    name: 'board',
    icon: IconGavel,
    capability: 'board.read',
    key: 'b',
    screen: lazyRouteComponent(() => import('../screens/board/Board.tsx'), 'Board'),
  },
  {
    name: 'record',
    icon: IconLink,
    capability: 'record.read',
    key: 'd',
    screen: lazyRouteComponent(() => import('../screens/record/Record.tsx'), 'Record'),
  },
  {
    name: 'import',
    icon: IconFileImport,
    capability: 'jobs.read',
    key: 'i',
    screen: lazyRouteComponent(() => import('../screens/import/Import.tsx'), 'Import'),
  },
  {
    name: 'calculators',
    icon: IconCalculator,
    key: 'l',
    screen: lazyRouteComponent(() => import('../screens/calculators/Calculators.tsx'), 'Calculators'),
  },
  {
    name: 'settings',
    icon: IconSettings,
    key: ',',
    screen: lazyRouteComponent(() => import('../screens/settings/Settings.tsx'), 'Settings'),
  },
];
