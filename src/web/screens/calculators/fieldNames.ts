import { useFieldHelp } from './help-words.ts';
import { useInputWords } from './input-words.ts';
import { useOutputWords } from './output-words.ts';

/** Names and help of fields; a name that is the reader's own (a network, a tier) stays as it is. */
export function useFieldNames() {
  const [input, output, help] = [useInputWords(), useOutputWords(), useFieldHelp()];
  const found = (look: (name: never) => string, name: string) => {
    const key = name.replaceAll('.', '_');
    const text = look(key as never);
    return text === key ? undefined : text;
  };
  return {
    labelOf: (name: string) => found(input, name) ?? found(output, name) ?? name,
    helpOf: (name: string) => found(help, name),
    /** A choice is a word of the field already: "bornhuetter-ferguson" is written "bornhuetter ferguson". */
    choiceOf: (choice: string) => (/^[a-z]/.test(choice) ? choice.replaceAll('-', ' ') : choice),
  };
}
