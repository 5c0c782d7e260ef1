import { Select } from '@mantine/core';
import { usePool } from '../../../api/session.ts';
import type { BoardFound } from '../Board.tsx';
import { useDirectorChoices } from '../reads.ts';
import { useBoardWords } from '../words.ts';

/** Who acts: a director acts for himself; an administrator, who writes it down, names the director. */
export function By({
  directors,
  value,
  onChange,
  label,
}: Pick<BoardFound, 'directors'> & {
  readonly value: string | null;
  readonly onChange: (email: string | null) => void;
  readonly label?: string;
}) {
  const t = useBoardWords();
  const { may } = usePool();
  const choices = useDirectorChoices(directors);
  if (!may('board.manage')) return null;
  return (
    <Select
      label={label ?? t('by')}
      description={t('byNote')}
      data={choices}
      value={value}
      onChange={onChange}
      searchable
      required
    />
  );
}

/** The field `by` of a body, where somebody is named. */
export const byOf = (by: string | null) => (by === null ? {} : { by });
