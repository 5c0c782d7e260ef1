import { Button, Kbd } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import styles from './Frame.module.css';
import { useJump } from './useKeys.ts';
import { useFrameWords } from './words.ts';

const Jump = lazy(() => import('./Jump.tsx'));

/** The top bar: where one is, and the search that jumps. */
export function TopBar({ place }: { readonly place: string | undefined }) {
  const t = useFrameWords();
  const [wasAsked, ask] = useState(false);
  const open = useJump(() => ask(true));
  return (
    <header className={styles.top}>
      <span>{place === undefined ? '' : t(place as 'overview')}</span>
      <Button
        className={styles.jump}
        variant="default"
        size="sm"
        onClick={open}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
      >
        {t('jump')}
      </Button>
      {wasAsked && (
        <Suspense fallback={null}>
          <Jump />
        </Suspense>
      )}
    </header>
  );
}
