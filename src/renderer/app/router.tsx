/** The window's addresses. They live behind `#`, so both hosts serve one file and any address can be reloaded. */
import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { DossierStep } from '../../contract/views.ts';
import { RowId } from '../../contract/vocabulary.ts';
import { Crash } from '../components/Crash.tsx';
import { BatchScreen } from '../screens/batch/BatchScreen.tsx';
import { AccountsScreen } from '../screens/accounts/AccountsScreen.tsx';
import { Door } from '../screens/door/Door.tsx';
import { DossierScreen } from '../screens/dossier/DossierScreen.tsx';
import { DossiersScreen } from '../screens/dossiers/DossiersScreen.tsx';
import { ParkedScreen } from '../screens/ParkedScreen.tsx';
import { SignScreen } from '../screens/sign/SignScreen.tsx';
import { CheckScreen } from '../screens/verify/CheckScreen.tsx';
import { VerifyScreen } from '../screens/verify/VerifyScreen.tsx';
import { QueueScreen } from '../screens/QueueScreen.tsx';
import { SearchAddress } from '../screens/search/asked.ts';

const root = createRootRoute({ component: Door });
const dossiers = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: z.object({ step: DossierStep.optional().catch(undefined) }),
  component: DossiersScreen,
});
const dossier = createRoute({
  getParentRoute: () => root,
  path: '/dossier/$fileCode',
  // The document and page to open at.
  validateSearch: z.object({ document: RowId.optional().catch(undefined), page: z.int().positive().optional().catch(undefined) }),
  component: DossierScreen,
});
const batch = createRoute({ getParentRoute: () => root, path: '/batch/$fileCode', component: BatchScreen });
const parked = createRoute({ getParentRoute: () => root, path: '/parked', component: ParkedScreen });
const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: SearchAddress,
  component: lazyRouteComponent(() => import('../screens/search/SearchScreen.tsx'), 'SearchScreen'),
});
const queue = createRoute({ getParentRoute: () => root, path: '/queue', component: QueueScreen });
const accounts = createRoute({ getParentRoute: () => root, path: '/accounts', component: AccountsScreen });

const verify = createRoute({ getParentRoute: () => root, path: '/verify', component: VerifyScreen });
const check = createRoute({ getParentRoute: () => root, path: '/verify/$fileCode', component: CheckScreen });
const sign = createRoute({
  getParentRoute: () => root,
  path: '/sign',
  validateSearch: z.object({ fileCode: z.string().optional().catch(undefined) }),
  component: SignScreen,
});

export const router = createRouter({
  routeTree: root.addChildren([dossiers, dossier, batch, parked, queue, verify, check, sign, accounts, search]),
  history: createHashHistory(),
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: DossiersScreen,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
