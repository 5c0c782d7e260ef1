import { Checkbox, MultiSelect, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useAskingWords } from './words.ts';

/** Something that is asked for: its name, what kind of thing it is, and what may be chosen. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind?: keyof typeof KINDS | 'choice' | 'several' | 'yes' | 'password' | 'newPassword' | 'long';
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly about?: string;
  readonly initial?: string;
  readonly isOptional?: boolean;
}

/** Kinds that are one line of text, as a browser knows them. */
const KINDS = {
  text: {},
  email: { type: 'email', autoComplete: 'off' },
  address: { type: 'url' },
  day: { type: 'date' },
  month: { type: 'month', pattern: '\\d{4}-\\d{2}', placeholder: '2026-01' },
  amount: { inputMode: 'decimal', pattern: '-?\\d+(\\.\\d+)?', placeholder: '0.00' },
  whole: { inputMode: 'numeric', pattern: '\\d+' },
} as const;

/** One line of a form. Several choices are one text with commas; yes is 'true'. */
export function FieldInput({
  field: { name, label, kind = 'text', choices = [], about, isOptional = false },
  value,
  onValue,
  isFirst,
}: {
  readonly field: Field;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly isFirst: boolean;
}) {
  const t = useAskingWords();
  const shared = {
    name,
    label,
    description: about,
    required: !isOptional,
    'data-autofocus': isFirst || undefined,
  };
  if (kind === 'choice')
    return (
      <NativeSelect
        {...shared}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        data={[{ value: '', label: isOptional ? '' : t('choose') }, ...choices]}
      />
    );
  if (kind === 'several')
    return (
      <MultiSelect
        {...shared}
        data={[...choices]}
        value={value === '' ? [] : value.split(',')}
        onChange={(chosen) => onValue(chosen.join(','))}
      />
    );
  if (kind === 'yes')
    return (
      <Checkbox
        {...{ name, label, description: about }}
        checked={value === 'true'}
        onChange={(event) => onValue(event.currentTarget.checked ? 'true' : '')}
      />
    );
  const typed = {
    value,
    onChange: (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value),
  };
  if (kind === 'password') return <PasswordInput {...shared} {...typed} autoComplete="current-password" />;
  if (kind === 'newPassword')
    return (
      <PasswordInput {...shared} {...typed} autoComplete="new-password" minLength={12} maxLength={200} />
    );
  if (kind === 'long') return <Textarea {...shared} {...typed} autosize minRows={2} />;
  return <TextInput {...shared} {...typed} {...KINDS[kind]} />;
}
