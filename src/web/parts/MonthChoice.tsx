import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import styles from './Action.module.css';
import { monthAfter } from './months.ts';
import { useAskingWords } from './words.ts';

/** Chooses a month by its name or by steps. */
export function MonthChoice({
  label,
  month,
  onMonth,
}: {
  readonly label?: string;
  readonly month: string;
  readonly onMonth: (month: string) => void;
}) {
  const t = useAskingWords();
  const step = (by: number) => onMonth(monthAfter(month, by));
  return (
    <div className={`${styles.row} not-printed`} dir="ltr">
      <ActionIcon variant="default" size="input-sm" onClick={() => step(-1)} aria-label={t('previous')}>
        <IconChevronLeft size={17} stroke={1.8} />
      </ActionIcon>
      <TextInput
        type="month"
        aria-label={label ?? t('month')}
        value={month}
        onChange={({ currentTarget: { value } }) => /^\d{4}-\d{2}$/.test(value) && onMonth(value)}
      />
      <ActionIcon variant="default" size="input-sm" onClick={() => step(1)} aria-label={t('next')}>
        <IconChevronRight size={17} stroke={1.8} />
      </ActionIcon>
    </div>
  );
}
