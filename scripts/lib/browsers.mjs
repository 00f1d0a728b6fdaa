/** An ordinary Chromium, Chrome or Edge that can show the station as a window of its own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from './child.mjs';

/**
 * Path of a browser with `--app` mode, or undefined. `TRAM_BROWSER` names one explicitly.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function findBrowser(env = process.env, platform = process.platform) {
  if (env['TRAM_BROWSER']) return existsSync(env['TRAM_BROWSER']) ? env['TRAM_BROWSER'] : undefined;
  if (platform === 'win32') return windowsPlaces(env).find((path) => existsSync(path));
  if (platform === 'darwin') return macPlaces(env).find((path) => existsSync(path));
  for (const name of [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ]) {
    const path = findOnPath(name, env);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** @param {NodeJS.ProcessEnv} env */
function windowsPlaces(env) {
  const bases = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter((base) => base !== undefined);
  // Chrome before Edge: Edge is always there, Chrome is there because somebody chose it.
  const programs = [
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Chromium', 'Application', 'chrome.exe'],
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ];
  return programs.flatMap((parts) => bases.map((base) => join(base, ...parts)));
}

/** @param {NodeJS.ProcessEnv} env */
function macPlaces(env) {
  const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
  const bases = ['/Applications', join(env['HOME'] ?? '/', 'Applications')];
  return apps.flatMap((app) => bases.map((base) => join(base, `${app}.app`, 'Contents', 'MacOS', app)));
}

/**
 * Windows and macOS have a desktop; Linux has one when X11 or Wayland says so.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform === 'win32' || platform === 'darwin' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/**
 * Arguments that open `url` as a window without tabs, apart from the user's own browser and its add-ons.
 * @param {string} url
 * @param {string} profile folder for the browser's own files
 */
export function appWindowArguments(url, profile) {
  const asRoot = process.getuid?.() === 0;
  return [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-background-mode',
    '--start-maximized',
    // Chromium refuses to start as root with its sandbox on.
    ...(asRoot ? ['--no-sandbox'] : []),
  ];
}
