import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/source-sans-3';
import '@fontsource-variable/source-serif-4';
import '@fontsource-variable/source-code-pro';
import './theme/tokens.css';
import './theme/base.css';
import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { queries } from './api/reading.ts';
import { router } from './frame/router.tsx';
import { theme } from './theme/mantine.ts';

/** Tells Mantine when the direction of the text changes with the language. */
function Direction() {
  const { i18n } = useTranslation();
  const { setDirection } = useDirection();
  useEffect(() => setDirection(document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'), [i18n.language]);
  return null;
}

createRoot(document.getElementById('console')!).render(
  <StrictMode>
    <DirectionProvider>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Direction />
        <Notifications />
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);
