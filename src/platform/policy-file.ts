import { join } from 'node:path';

/** Where a policy for every station of this machine lies: a place only its administrators may write to. */
export function machinePolicyFile(): string {
  if (process.platform === 'win32') return join(process.env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'TramSoHoa', 'policy.json');
  if (process.platform === 'darwin') return '/Library/Application Support/TramSoHoa/policy.json';
  return '/etc/tram-so-hoa/policy.json';
}
