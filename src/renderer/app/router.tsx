/** The window's addresses. They live behind `#`, so both hosts serve one file and any address can be reloaded. */
import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { searchTextLimit } from '../../contract/routes/search.ts';
import { DossierStep } from '../../contract/views.ts';
import { FileCode, RowId } from '../../contract/vocabulary.ts';
import { Crash } from '../components/Crash.tsx';
import { Door } from '../screens/door/Door.tsx';
import { HomeScreen } from '../screens/home/HomeScreen.tsx';
import { SearchAddress } from '../screens/search/asked.ts';
import { SendTab } from '../screens/send/tab.ts';

const root = createRootRoute({ component: Door });
const getParentRoute = () => root;
const inDocument = z.object({ document: RowId.optional().catch(undefined) });

// Only what most people see first is in the first file; every other screen is fetched from the same disk when it is opened.
const home = createRoute({ getParentRoute, path: '/', component: HomeScreen });
const plan = createRoute({
  getParentRoute,
  path: '/plan',
  component: lazyRouteComponent(() => import('../screens/plan/PlanScreen.tsx'), 'PlanScreen'),
});
const dossiers = createRoute({
  getParentRoute,
  path: '/dossiers',
  validateSearch: z.object({ step: DossierStep.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../screens/dossiers/DossiersScreen.tsx'), 'DossiersScreen'),
});
const dossier = createRoute({
  getParentRoute,
  path: '/dossier/$fileCode',
  // The document and page to open at, and the words that led there.
  validateSearch: inDocument.extend({
    page: z.int().positive().optional().catch(undefined),
    found: z.coerce.string().max(searchTextLimit).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../screens/dossier/DossierScreen.tsx'), 'DossierScreen'),
});
const batch = createRoute({
  getParentRoute,
  path: '/batch/$fileCode',
  component: lazyRouteComponent(() => import('../screens/batch/BatchScreen.tsx'), 'BatchScreen'),
});
const describeNext = createRoute({
  getParentRoute,
  path: '/describe',
  component: lazyRouteComponent(() => import('../screens/describe/DescribeScreen.tsx'), 'DescribeNext'),
});
const describe = createRoute({
  getParentRoute,
  path: '/describe/$fileCode',
  validateSearch: inDocument.extend({ part: z.enum(['document', 'dossier', 'done']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../screens/describe/DescribeScreen.tsx'), 'DescribeScreen'),
});
const text = createRoute({
  getParentRoute,
  path: '/text/$fileCode',
  validateSearch: inDocument,
  component: lazyRouteComponent(() => import('../screens/text/TextScreen.tsx'), 'TextScreen'),
});
const sign = createRoute({
  getParentRoute,
  path: '/sign',
  validateSearch: z.object({ fileCode: FileCode.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../screens/sign/SignScreen.tsx'), 'SignScreen'),
});
const verify = createRoute({
  getParentRoute,
  path: '/verify',
  component: lazyRouteComponent(() => import('../screens/verify/VerifyScreen.tsx'), 'VerifyScreen'),
});
const check = createRoute({
  getParentRoute,
  path: '/verify/$fileCode',
  component: lazyRouteComponent(() => import('../screens/verify/CheckScreen.tsx'), 'CheckScreen'),
});
const send = createRoute({
  getParentRoute,
  path: '/send',
  validateSearch: z.object({ tab: SendTab.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../screens/send/SendScreen.tsx'), 'SendScreen'),
});
const search = createRoute({
  getParentRoute,
  path: '/search',
  validateSearch: SearchAddress,
  component: lazyRouteComponent(() => import('../screens/search/SearchScreen.tsx'), 'SearchScreen'),
});
const parked = createRoute({
  getParentRoute,
  path: '/parked',
  component: lazyRouteComponent(() => import('../screens/ParkedScreen.tsx'), 'ParkedScreen'),
});
const accounts = createRoute({
  getParentRoute,
  path: '/accounts',
  component: lazyRouteComponent(() => import('../screens/accounts/AccountsScreen.tsx'), 'AccountsScreen'),
});
const settings = createRoute({
  getParentRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../screens/settings/SettingsScreen.tsx'), 'SettingsScreen'),
});
const audit = createRoute({
  getParentRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('../screens/audit/AuditScreen.tsx'), 'AuditScreen'),
});
const health = createRoute({
  getParentRoute,
  path: '/health',
  component: lazyRouteComponent(() => import('../screens/health/HealthScreen.tsx'), 'HealthScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    plan,
    dossiers,
    dossier,
    batch,
    describeNext,
    describe,
    text,
    sign,
    verify,
    check,
    send,
    search,
    parked,
    accounts,
    settings,
    audit,
    health,
  ]),
  history: createHashHistory(),
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: HomeScreen,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
