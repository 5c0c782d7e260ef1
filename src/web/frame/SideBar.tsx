import { Select, Tooltip } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMe, usePool } from '../api/session.ts';
import styles from './Frame.module.css';
import { Person } from './Person.tsx';
import { PLACES, type Place } from './places.ts';
import { useFrameWords } from './words.ts';

/** The places that are open to who is signed on, in order. */
export function useOpenPlaces() {
  const { may } = usePool();
  return PLACES.filter(({ capability }) => capability === undefined || may(capability));
}

/** The side bar: the pool, its places, and who is signed on. On narrow screens the names stand beside the icons on hover. */
export function SideBar() {
  const t = useFrameWords();
  const me = useMe();
  const { pool } = usePool();
  const open = useOpenPlaces();
  const navigate = useNavigate();
  const pools = (me.data?.memberships ?? []).map(({ consortium, name }) => ({
    value: consortium,
    label: name,
  }));
  return (
    <nav className={styles.side} aria-label={t('places')}>
      <Link to="/" className={styles.mark}>
        <img src="/mark.svg" alt="" width={22} height={22} />
        <span className={styles.word}>Poolbook</span>
      </Link>
      {pools.length > 1 ? (
        <Select
          className={styles.word}
          classNames={{ input: styles.chosen! }}
          aria-label={t('pool')}
          dir="auto"
          data={pools}
          value={pool}
          allowDeselect={false}
          onChange={(chosen) => void (chosen && navigate({ to: '/pools/$pool', params: { pool: chosen } }))}
        />
      ) : (
        <p className={`${styles.word} ${styles.pool}`}>
          <bdi>{pools[0]?.label}</bdi>
        </p>
      )}
      <ul className={styles.places}>
        {open
          .filter(({ name }) => (name as string) !== 'settings')
          .map((place) => (
            <PlaceLink key={place.name} place={place} />
          ))}
      </ul>
      <div className={styles.low}>
        <ul className={styles.places}>
          {open
            .filter(({ name }) => (name as string) === 'settings')
            .map((place) => (
              <PlaceLink key={place.name} place={place} />
            ))}
        </ul>
        <Person />
      </div>
    </nav>
  );

  function PlaceLink({ place: { name, icon: Mark } }: { readonly place: Place }) {
    return (
      <li>
        <Tooltip label={t(name)} position="right" openDelay={400}>
          <Link to={`/pools/$pool/${name}` as never} params={{ pool } as never} className={styles.place}>
            <Mark size={18} stroke={1.6} aria-hidden />
            <span className={styles.word}>{t(name)}</span>
          </Link>
        </Tooltip>
      </li>
    );
  }
}
