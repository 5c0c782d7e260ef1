import { foundWords } from '../../core/record/verdict-words.ts';
import type { Audit } from './audit.ts';

/** What an audit came to, for people, line by line: the answer first. */
export function auditWords(audit: Audit): string[] {
  const { verdict, origin, leaves, erased, withoutKeys, waiting, checkpoint, findings } = audit;
  const count = (value: number, what: string) => `${String(value).replace(/\B(?=(\d{3})+$)/g, ',')} ${what}`;
  const answer = {
    proved: `Proved: all ${count(leaves, 'leaves')} of ${origin} are what is stored.`,
    'not proved': `Not proved: nothing in the record of ${origin} is wrong, but something is missing.`,
    tampered: `Tampered with: the record of ${origin} and what is stored differ.`,
  }[verdict];
  const isSigned = checkpoint !== undefined && verdict !== 'tampered';
  return [
    answer,
    ...findings.map(foundWords),
    ...(withoutKeys === 0
      ? []
      : [`${count(withoutKeys, 'leaves')} could not be worked out, as their keys are missing.`]),
    ...(isSigned
      ? [`${count(checkpoint.size, 'leaves')} are signed: root ${checkpoint.root.toBase64()}.`]
      : []),
    ...(erased === 0 ? [] : [`${count(erased, 'leaves')} are of persons who were forgotten.`]),
    ...(waiting === 0 ? [] : [`${count(waiting, 'facts')} wait for a leaf.`]),
  ];
}
