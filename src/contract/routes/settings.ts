/** What IT decides about the station, and what the province decided for it. */
import { SettingChange, SettingsView } from '../settings.ts';
import { command, nothing, query } from './route.ts';

export const settingsRoutes = {
  'settings.get': query('person', nothing, SettingsView),
  'settings.set': command(['it'], SettingChange, SettingsView),
} as const;
