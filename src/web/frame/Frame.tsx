import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Problem } from '../api/client.ts';
import { useMe, useMembership } from '../api/session.ts';
import { Empty, Failed, Loading } from '../parts/States.tsx';
import { useSharedWords } from '../words/shared.ts';
import styles from './Frame.module.css';
import { PhoneTabs } from './PhoneTabs.tsx';
import { PLACES } from './places.ts';
import { SideBar } from './SideBar.tsx';
import { TopBar } from './TopBar.tsx';
import { useKeys } from './useKeys.ts';
import { useFrameWords } from './words.ts';

/** The page around every screen of a pool: the places at the side, search and person, and the screen itself. */
export function Frame() {
  const t = useSharedWords();
  const me = useMe();
  const membership = useMembership();
  useKeys();
  const capabilities = membership?.capabilities;
  // The scripts of the other places come when there is nothing else to do: to go there then takes no connection.
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const { capability, screen } of PLACES)
        if (capability === undefined || capabilities?.includes(capability)) void screen.preload?.();
    }, 2000);
    return () => clearTimeout(timer);
  }, [capabilities]);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  if (me.data === undefined)
    return me.error === null ? <Loading /> : <Failed problem={me.error} again={() => void me.refetch()} />;
  if (membership === undefined) return <Failed problem={new Problem(404, {})} />;
  const place = PLACES.find(({ name }) => path.split('/')[3] === name);
  const isOpen = place?.capability === undefined || membership.capabilities.includes(place.capability);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <SideBar />
      <div className={styles.page}>
        <TopBar place={place?.name} />
        {/* Another screen for another person: nothing that was typed as one is sent as the other. */}
        <main
          id="content"
          className={styles.content}
          tabIndex={-1}
          key={`${me.data.name} ${membership.consortium}`}
        >
          {isOpen ? <Outlet /> : <Failed problem={new Problem(403, {})} />}
        </main>
      </div>
      <PhoneTabs />
    </div>
  );
}

/** For who belongs to no pool, or may enter no place of it. */
export function Nowhere() {
  const t = useFrameWords();
  const me = useMe();
  if (me.data === undefined) return <Loading />;
  return me.data.memberships.length === 0 ? (
    <Empty title={t('noPool')}>{t('noPoolNext')}</Empty>
  ) : (
    <Empty title={t('noScreen')} />
  );
}
