import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { answerOf, api, Problem } from '../api/client.ts';
import { queries } from '../api/reading.ts';
import { Failed } from '../parts/States.tsx';
import { becomeSomebody } from './demo.ts';
import { Frame, Nowhere } from './Frame.tsx';
import { PLACES } from './places.ts';

const texts = (search: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)]));

const root = createRootRoute({
  component: Outlet,
  validateSearch: texts,
  notFoundComponent: () => <Failed problem={new Problem(404, {})} />,
});

const asProblem = (error: unknown) =>
  error instanceof Problem ? error : new Problem(500, { code: 'console', detail: String(error) });

/** Who is signed on. In a demonstration whoever comes is somebody; elsewhere they sign on first and come back here. */
async function signedOn(href: string) {
  const me = () =>
    queries.ensureQueryData({ queryKey: ['me'], queryFn: () => answerOf(api.GET('/api/v1/me')) });
  try {
    return await me();
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    if (await becomeSomebody()) return await me();
    throw redirect({ to: '/sign-on', search: { to: href } });
  }
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  async beforeLoad({ location: { href } }) {
    const [first] = (await signedOn(href)).memberships;
    if (first !== undefined) throw redirect({ to: '/pools/$pool', params: { pool: first.consortium } });
  },
  component: Nowhere,
});

const pool = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool',
  beforeLoad: ({ location: { href } }) => signedOn(href),
  component: Frame,
});

const poolHome = createRoute({
  getParentRoute: () => pool,
  path: '/',
  async beforeLoad({ params, location: { href } }) {
    const membership = (await signedOn(href)).memberships.find(
      ({ consortium }) => consortium === params.pool,
    );
    const open = PLACES.find(
      ({ capability }) => capability === undefined || membership?.capabilities.includes(capability),
    );
    if (membership !== undefined && open !== undefined)
      throw redirect({ to: `/pools/$pool/${open.name}` as never, params: params as never });
  },
  component: Nowhere,
});

const places = PLACES.map(({ name, screen }) =>
  createRoute({ getParentRoute: () => pool, path: name, component: screen }),
);
/** A detail of a place: the place's own screen, which looks at the rest of the address. */
const details = PLACES.map(({ name, screen }) =>
  createRoute({ getParentRoute: () => pool, path: `${name}/$detail`, component: screen }),
);

const signOn = createRoute({
  getParentRoute: () => root,
  path: '/sign-on',
  component: lazyRouteComponent(() => import('../screens/sign-on/SignOn.tsx'), 'SignOn'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../screens/sign-on/Invitation.tsx'), 'Invitation'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signOn,
    invitation,
    pool.addChildren([poolHome, ...places, ...details]),
  ]),
  defaultPreload: 'intent',
  // A screen that breaks leaves the frame around it as it is.
  defaultErrorComponent: ({ error }) => <Failed problem={asProblem(error)} again={() => location.reload()} />,
  // Filters are texts: a link shows them as they were typed.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(search as Record<string, string>).toString();
    return text === '' ? '' : `?${text}`;
  },
});
