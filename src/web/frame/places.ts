import { type Icon, IconBuildingCommunity, IconChartBar, IconSettings } from '@tabler/icons-react';
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';

/** A place of the console: where it is, what opens it, and the screen that is there. */
export interface Place {
  /** The last part of its address, and the key of its name in the words of the frame. */
  readonly name: 'overview' | 'members' | 'settings';
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
    name: 'members',
    icon: IconBuildingCommunity,
    capability: 'members.read',
    key: 'm',
    screen: lazyRouteComponent(() => import('../screens/members/Members.tsx'), 'Members'),
  },
  {
    name: 'settings',
    icon: IconSettings,
    key: ',',
    screen: lazyRouteComponent(() => import('../screens/settings/Settings.tsx'), 'Settings'),
  },
];
