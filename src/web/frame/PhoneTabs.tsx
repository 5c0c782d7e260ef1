import { Drawer } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePool } from '../api/session.ts';
import { useSharedWords } from '../words/shared.ts';
import styles from './Frame.module.css';
import { Person } from './Person.tsx';
import { useOpenPlaces } from './SideBar.tsx';
import { useFrameWords } from './words.ts';

const FIRST: readonly string[] = ['overview', 'claims', 'members', 'board'];

/** On a phone: four places and the way to the others, below the thumb. */
export function PhoneTabs() {
  const [t, common] = [useFrameWords(), useSharedWords()];
  const { pool } = usePool();
  const open = useOpenPlaces();
  const [isMore, setMore] = useState(false);
  const tabs = open.filter(({ name }) => FIRST.includes(name));
  const others = open.filter(({ name }) => !FIRST.includes(name));
  return (
    <nav className={styles.tabs} aria-label={t('places')}>
      {tabs.map(({ name, icon: Mark }) => (
        <Link
          key={name}
          to={`/pools/$pool/${name}` as never}
          params={{ pool } as never}
          className={styles.tab}
        >
          <Mark size={20} stroke={1.6} aria-hidden />
          <span>{t(name)}</span>
        </Link>
      ))}
      <button type="button" className={styles.tab} onClick={() => setMore(true)} aria-expanded={isMore}>
        <IconDots size={20} stroke={1.6} aria-hidden />
        <span>{t('more')}</span>
      </button>
      <Drawer
        opened={isMore}
        onClose={() => setMore(false)}
        position="bottom"
        title={t('places')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <ul className={styles.places}>
          {others.map(({ name, icon: Mark }) => (
            <li key={name}>
              <Link
                to={`/pools/$pool/${name}` as never}
                params={{ pool } as never}
                className={styles.place}
                onClick={() => setMore(false)}
              >
                <Mark size={18} stroke={1.6} aria-hidden />
                <span>{t(name)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <Person />
      </Drawer>
    </nav>
  );
}
