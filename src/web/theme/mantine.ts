import {
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** Mantine takes ten shades of a colour; ours are fixed tokens, so the shades only serve where a token cannot. */
const water: MantineColorsTuple = [
  ...(['#e2f0f2', '#cfe6ea', '#a9d2da', '#7dbbc7', '#4fa3b3'] as const),
  ...(['#2f8fa1', '#1f7f93', '#0a5e6c', '#084d59', '#063d46'] as const),
];

/** What is filled with the accent has its text in the colour that is read on it, in the light as in the dark. */
const readable: VariantColorsResolver = (asked) => {
  const colors = defaultVariantColorsResolver(asked);
  const isAccent = (asked.color ?? asked.theme.primaryColor) === asked.theme.primaryColor;
  return asked.variant === 'filled' && isAccent ? { ...colors, color: 'var(--on-accent)' } : colors;
};

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
  autoContrast: true,
  variantColorResolver: readable,
});
