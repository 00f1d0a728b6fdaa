import type { router } from './router.tsx';

/**
 * Fetches the code of every screen while the window has nothing else to do, one after the other: opening one for the first time then costs
 * its drawing alone. What cannot be fetched now is fetched when it is opened.
 */
export async function fetchScreens({ routesById }: typeof router): Promise<void> {
  for (const { options } of Object.values(routesById)) {
    const { component } = options;
    if (component === undefined || !('preload' in component)) continue;
    await new Promise((idle) => requestIdleCallback(idle));
    await component.preload?.()?.catch(() => undefined);
  }
}
