import { type Refusal, refuse } from '../core/refusal.ts';

/** The one JSON document that a text holds, with or without a mark of byte order before it. Refused: a text that is none. */
export function readJsonText(text: string): { readonly document: unknown } | Refusal {
  try {
    return { document: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return refuse('wrong_type', '', 'one JSON document', (error as Error).message);
  }
}
