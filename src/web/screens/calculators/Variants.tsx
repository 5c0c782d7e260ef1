import { Select } from '@mantine/core';
import styles from './Calculators.module.css';
import { type FieldProps, ObjectFields } from './Fields.tsx';
import { useFieldNames } from './fieldNames.ts';
import { begun, type Fields, fixedOf, isFields, type Schema, variantOf } from './schema.ts';
import { useCalculatorWords } from './words.ts';

/** One of several forms of the same thing: which, then its fields. */
export function VariantField(props: FieldProps) {
  const { name, place, problem } = props;
  const { labelOf } = useFieldNames();
  return (
    <fieldset className={styles.object} data-place={place}>
      <legend>{labelOf(name)}</legend>
      {problem?.place === place && <p className={styles.wrong}>{problem.text}</p>}
      <VariantFields {...props} />
    </fieldset>
  );
}

/** The same without a frame of its own. Where another form is chosen, what both ask for stays. */
export function VariantFields({
  schema,
  place,
  value,
  problem,
  onChange,
}: Omit<FieldProps, 'name' | 'isRequired'>) {
  const t = useCalculatorWords();
  const { labelOf, choiceOf } = useFieldNames();
  const variants = schema.anyOf!;
  const chosen = variantOf(variants, value);
  const titleOf = (variant: Schema, index: number) =>
    choiceOf(fixedOf(variant)?.[1] ?? variant.title ?? t('form', { number: index + 1 }));
  const [fixed] = fixedOf(variants[Math.max(0, chosen)]!) ?? ['kind'];
  const { [fixed]: _, ...properties } = variants[chosen]?.properties ?? {};
  const choose = (variant: Schema) => {
    const both = Object.entries(isFields(value) ? value : {}).filter(
      ([name]) => name !== fixedOf(variant)?.[0] && name in (variant.properties ?? {}),
    );
    onChange({ ...(begun(variant) as Fields), ...Object.fromEntries(both) });
  };
  return (
    <>
      <Select
        label={labelOf(fixed)}
        data={variants.map((variant, index) => ({ value: String(index), label: titleOf(variant, index) }))}
        value={chosen < 0 ? null : String(chosen)}
        allowDeselect={false}
        onChange={(index) => index !== null && choose(variants[Number(index)]!)}
      />
      {chosen >= 0 && (
        <ObjectFields
          schema={{ ...variants[chosen]!, properties }}
          place={place}
          value={value as Fields}
          problem={problem}
          onChange={onChange}
        />
      )}
    </>
  );
}
