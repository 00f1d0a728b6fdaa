/** The window's addresses. They live behind `#`, so both hosts serve one file and any address can be reloaded. */
import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { DossierStep } from '../../contract/views.ts';
import { RowId } from '../../contract/vocabulary.ts';
import { Crash } from '../components/Crash.tsx';
import { BatchScreen } from '../screens/batch/BatchScreen.tsx';
import { AccountsScreen } from '../screens/accounts/AccountsScreen.tsx';
import { Door } from '../screens/door/Door.tsx';
import { DescribeNext, DescribeScreen } from '../screens/describe/DescribeScreen.tsx';
import { DossierScreen } from '../screens/dossier/DossierScreen.tsx';
import { DossiersScreen } from '../screens/dossiers/DossiersScreen.tsx';
import { HomeScreen } from '../screens/home/HomeScreen.tsx';
import { ParkedScreen } from '../screens/ParkedScreen.tsx';
import { SignScreen } from '../screens/sign/SignScreen.tsx';
import { CheckScreen } from '../screens/verify/CheckScreen.tsx';
import { VerifyScreen } from '../screens/verify/VerifyScreen.tsx';
import { PlanScreen } from '../screens/plan/PlanScreen.tsx';
import { TextScreen } from '../screens/text/TextScreen.tsx';
import { SendScreen } from '../screens/send/SendScreen.tsx';
import { SendTab } from '../screens/send/tab.ts';
import { QueueScreen } from '../screens/QueueScreen.tsx';
import { SearchAddress } from '../screens/search/asked.ts';

const root = createRootRoute({ component: Door });
const dossiers = createRoute({
  getParentRoute: () => root,
  path: '/dossiers',
  validateSearch: z.object({ step: DossierStep.optional().catch(undefined) }),
  component: DossiersScreen,
});
const home = createRoute({ getParentRoute: () => root, path: '/', component: HomeScreen });
const plan = createRoute({ getParentRoute: () => root, path: '/plan', component: PlanScreen });
const dossier = createRoute({ getParentRoute: () => root, path: '/dossier/$fileCode', component: DossierScreen });
const batch = createRoute({ getParentRoute: () => root, path: '/batch/$fileCode', component: BatchScreen });
const parked = createRoute({ getParentRoute: () => root, path: '/parked', component: ParkedScreen });
const send = createRoute({
  getParentRoute: () => root,
  path: '/send',
  validateSearch: z.object({ tab: SendTab.optional().catch(undefined) }),
  component: SendScreen,
});
const dossier = createRoute({
  path: '/dossier/$fileCode',
  // The document and page to open at.
  validateSearch: z.object({ document: RowId.optional().catch(undefined), page: z.int().positive().optional().catch(undefined) }),
  component: DossierScreen,
const search = createRoute({
  path: '/search',
  validateSearch: SearchAddress,
  component: lazyRouteComponent(() => import('../screens/search/SearchScreen.tsx'), 'SearchScreen'),
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

const describeNext = createRoute({ getParentRoute: () => root, path: '/describe', component: DescribeNext });
const describe = createRoute({
  getParentRoute: () => root,
  path: '/describe/$fileCode',
  validateSearch: z.object({
    document: RowId.optional().catch(undefined),
    part: z.enum(['document', 'dossier', 'done']).optional().catch(undefined),
  }),
  component: DescribeScreen,
});
const text = createRoute({
  getParentRoute: () => root,
  path: '/text/$fileCode',
  validateSearch: z.object({ document: RowId.optional().catch(undefined) }),
  component: TextScreen,
});

export const router = createRouter({
  routeTree: root.addChildren([dossiers, home, plan, dossier, batch, parked, send, dossier, search, queue, accounts, verify, check, sign, describeNext, describe, text]),
  history: createHashHistory(),
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: HomeScreen,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
