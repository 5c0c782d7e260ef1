import { type Icon, IconCalculator, IconChartBar, IconPercentage, IconStack2 } from '@tabler/icons-react';
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';

/** A place of the console: where it is, what opens it, and the screen that is there. */
export interface Place {
  /** The last part of its address, and the key of its name in the words of the frame. */
  readonly name: 'overview' | 'reserves' | 'ratios' | 'calculators';
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
    name: 'calculators',
    icon: IconCalculator,
    key: 'l',
    screen: lazyRouteComponent(() => import('../screens/calculators/Calculators.tsx'), 'Calculators'),
  },
];
