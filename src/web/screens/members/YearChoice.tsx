import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import styles from './Members.module.css';
import { useMembersWords } from './words.ts';

/** Steps from year to year. */
export function YearChoice({
  year,
  onYear,
}: {
  readonly year: string;
  readonly onYear: (year: string) => void;
}) {
  const t = useMembersWords();
  const step = (by: number) => onYear(String(Number(year) + by));
  return (
    <div className={styles.year} dir="ltr">
      <ActionIcon variant="default" size="input-sm" onClick={() => step(-1)} aria-label={t('yearBefore')}>
        <IconChevronLeft size={17} stroke={1.8} />
      </ActionIcon>
      <b>{year}</b>
      <ActionIcon variant="default" size="input-sm" onClick={() => step(1)} aria-label={t('yearAfter')}>
        <IconChevronRight size={17} stroke={1.8} />
      </ActionIcon>
    </div>
  );
}
