import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a station lies when nobody says otherwise: the user's own data folder of the operating system. */
export function defaultDataFolder(): string {
  const chosen = process.env['TRAM_DATA'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (process.platform === 'win32')
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'TramSoHoa', 'station');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'TramSoHoa', 'station');
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'tram-so-hoa', 'station');
}
