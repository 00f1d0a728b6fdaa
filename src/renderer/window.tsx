import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from '@tanstack/react-router';
import { speakVietnamese } from './app/aria-words.ts';
import { connect } from './app/client.ts';
import { keepPractising } from './app/practice.ts';
import { recall } from './app/memory.ts';
import { portWires } from './app/port-wire.ts';
import { resumeSignIn } from './app/resume.ts';
import { router } from './app/router.tsx';
import { openSocketWire } from './app/socket-wire.ts';
import { makeStation, StationProvider } from './app/station.tsx';
import { WordsProvider } from './i18n/index.tsx';
import { applyTheme, currentTheme } from './theme/index.ts';

applyTheme(currentTheme());
if (recall('lang') !== 'en') speakVietnamese(window);
// The loopback host is plain http on 127.0.0.1; the desktop's own scheme is not.
const client = connect(location.protocol === 'http:' ? openSocketWire : portWires(), resumeSignIn);
keepPractising(client);
const station = makeStation(client);

createRoot(document.getElementById('window')!).render(
  <StrictMode>
    <WordsProvider>
      <StationProvider station={station}>
        <RouterProvider router={router} />
      </StationProvider>
    </WordsProvider>
  </StrictMode>,
);
