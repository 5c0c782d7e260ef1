import { useNavigate, useParams } from '@tanstack/react-router';
import { packed } from './packed.ts';

/** Opens a calculator with a document filled in, as its link would. */
export function useOpenCalculator(): (name: string, document: unknown) => Promise<void> {
  const { pool } = useParams({ strict: false });
  const navigate = useNavigate();
  return async (name, document) => {
    const hash = await packed(document);
    await navigate({ to: `/pools/${pool}/calculators/${name}`, hash } as never);
  };
}
