import { Status } from '../../parts/Status.tsx';
import { useClaimsWords } from './words.ts';

const KINDS = { waiting: 'caution', decided: 'good', voided: 'note' } as const;

/** Where a claim stands. */
export function ClaimState({ state }: { readonly state: keyof typeof KINDS }) {
  const t = useClaimsWords();
  return <Status kind={KINDS[state]}>{t(state)}</Status>;
}
