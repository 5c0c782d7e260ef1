import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';

/** Mantine takes ten shades of a colour; ours are fixed tokens, so the shades only serve where a token cannot. */
const water: MantineColorsTuple = [
  ...(['#e2f0f2', '#cfe6ea', '#a9d2da', '#7dbbc7', '#4fa3b3'] as const),
  ...(['#2f8fa1', '#1f7f93', '#0a5e6c', '#084d59', '#063d46'] as const),
];

/** The controls that Mantine draws, in the console's faces, corners and colours. */
export const theme = createTheme({
  fontFamily: 'var(--face)',
  fontFamilyMonospace: 'var(--face-code)',
  headings: { fontFamily: 'var(--face)', fontWeight: '600' },
  primaryColor: 'water',
  primaryShade: { light: 7, dark: 3 },
  colors: { water },
  defaultRadius: 6,
  respectReducedMotion: true,
  cursorType: 'pointer',
  // By the tokens, which know both schemes; what Mantine reckons from a shade holds in one of them.
  variantColorResolver(input) {
    const resolved = defaultVariantColorsResolver(input);
    if (input.color !== undefined && input.color !== 'water') return resolved;
    if (input.variant === 'filled')
      return { ...resolved, background: 'var(--accent)', hover: 'var(--accent)', color: 'var(--on-accent)' };
    if (input.variant === 'light')
      return {
        ...resolved,
        background: 'var(--accent-weak)',
        hover: 'var(--accent-weak)',
        color: 'var(--accent)',
      };
    return ['subtle', 'outline', 'transparent'].includes(input.variant)
      ? { ...resolved, color: 'var(--accent)' }
      : resolved;
  },
});
