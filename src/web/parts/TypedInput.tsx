import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';

/**
 * A line of text that takes effect with every letter, as soon as it can be read; while it cannot, what was before holds,
 * and the field says so.
 */
export function TypedInput({
  value,
  read,
  onValue,
  wrong,
  ...rest
}: Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'error'> & {
  readonly value: string;
  /** What was typed as it is kept; undefined where it cannot be read. */
  readonly read: (typed: string) => string | undefined;
  readonly onValue: (value: string) => void;
  /** What is said of what cannot be read. */
  readonly wrong: string;
}) {
  const [typed, setTyped] = useState<string>();
  const isWrong = typed !== undefined && read(typed) === undefined;
  return (
    <TextInput
      {...rest}
      value={typed ?? value}
      error={isWrong ? wrong : undefined}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const found = read(currentTarget.value);
        if (found !== undefined) onValue(found);
      }}
      onBlur={() => {
        if (!isWrong) setTyped(undefined);
      }}
    />
  );
}
