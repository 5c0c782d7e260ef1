const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý', c: 'ç', n: 'ñ', s: 'š', z: 'ž' },
  ...{ A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', Y: 'Ý', C: 'Ç', N: 'Ñ', S: 'Š', Z: 'Ž' },
};

/** Texts as a longer language would have them: letters with marks, a third more of them; what is filled in stays. */
export function pseudo<Texts extends Readonly<Record<string, string>>>(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, longer(text)]),
  ) as unknown as Texts;
}

function longer(text: string): string {
  const marked = text
    .split(/(\{\{.*?\}\})/)
    .map((piece) =>
      piece.startsWith('{{') ? piece : piece.replace(/[a-z]/gi, (one) => LOOKALIKES[one] ?? one),
    )
    .join('');
  const more = Math.floor(text.replace(/\{\{.*?\}\}/g, '').length / 4);
  return more < 2 ? marked : `${marked} ${'~'.repeat(more - 1)}`;
}
