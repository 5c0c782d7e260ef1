import { Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { queries } from '../api/reading.ts';
import { useMe, usePool } from '../api/session.ts';
import { chooseLanguage, LANGUAGES, type Language } from '../words/words.ts';
import { become, type DemoPerson, demoPeople } from './demo.ts';
import styles from './Frame.module.css';
import { useFrameWords } from './words.ts';

/** Who is signed on, and what is theirs alone: the look, the language, to sign off; in a demonstration, to be another. */
export function Person() {
  const t = useFrameWords();
  const { i18n } = useTranslation();
  const me = useMe();
  const { role } = usePool();
  const scheme = useComputedColorScheme();
  const { setColorScheme } = useMantineColorScheme();
  const demo = useQuery({ queryKey: ['demo'], queryFn: demoPeople, staleTime: Number.POSITIVE_INFINITY });
  const name = me.data?.name ?? '';
  const change = async (person: DemoPerson) => {
    await become(person);
    // Another role may not enter where this one is: begin where it may.
    location.assign('/');
  };
  const signOff = async () => {
    await ask('/api/auth/sign-out', {});
    queries.clear();
    location.assign('/sign-on');
  };
  return (
    <Menu position="top-start" width={260} withinPortal>
      <Menu.Target>
        <button type="button" className={styles.person}>
          <span className={styles.face} data-initials={name.slice(0, 2).toUpperCase()} />
          <span className={styles.two}>
            <span dir="auto">{name}</span>
            <span>{role}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {demo.data !== undefined && demo.data.length > 0 && (
          <>
            <Menu.Label>{t('demoRoles')}</Menu.Label>
            {demo.data.map((person) => (
              <Menu.Item
                key={person.email}
                onClick={() => void change(person)}
                aria-current={person.email === name ? 'true' : undefined}
                fw={person.email === name ? 600 : 400}
              >
                {person.role}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{t('appearance')}</Menu.Label>
        <Menu.Item onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
          {t(scheme === 'dark' ? 'light' : 'dark')}
        </Menu.Item>
        <Menu.Label>{t('language')}</Menu.Label>
        {Object.entries(LANGUAGES).map(([language, title]) => (
          <Menu.Item
            key={language}
            onClick={() => chooseLanguage(language as Language)}
            aria-current={i18n.language === language ? 'true' : undefined}
            fw={i18n.language === language ? 600 : 400}
          >
            {title}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOff()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
