/** doctor: what this machine has and lacks for the road, with the remedy for each; the same checks a window shows under Health. */
import { healthChecks, type HealthFinding } from '../../../contract/health.ts';
import { machineFindings } from '../../engine/health/machine.ts';
import { databaseFindings, knownWeighings } from '../../engine/health/station.ts';
import type { Register } from '../define.ts';

export const registerDoctor: Register = (define) => {
  define(
    'doctor',
    'check this machine and station, with the remedy for what is wrong',
    (command) => command,
    async ({ options, out }) => {
      const found = await machineFindings(options.data, knownWeighings(options.data));
      const findings = [...found, ...databaseFindings(options.data)].map((finding) => ({
        name: finding.name,
        ok: finding.state !== 'bad',
        found: sayFacts(finding),
        remedy:
          finding.state === 'good' || finding.state === 'unknown'
            ? null
            : out.say(healthChecks[finding.name].vi.todo, healthChecks[finding.name].en.todo),
      }));
      const healthy = findings.every(({ ok }) => ok);
      if (!healthy) process.exitCode = 4;
      out.answer(
        { ok: healthy, findings },
        findings.map(
          ({ name, ok, found, remedy }) => `${ok ? '✓' : '✗'} ${name}: ${found}${remedy === null ? '' : ` — ${remedy}`}`,
        ),
      );
    },
  );
};

const gib = 1024 ** 3;

/** What was found, short: figures of bytes in GiB. */
function sayFacts({ facts }: HealthFinding): string {
  const words = Object.entries(facts).flatMap(([name, value]) => {
    if (value === null) return [];
    const bytes = typeof value === 'number' && (name === 'bytes' || name === 'free');
    return [bytes ? `${(value / gib).toFixed(1)} GiB` : name === 'workers' ? `${value} workers` : String(value)];
  });
  return words.length === 0 ? '-' : words.join(', ');
}
