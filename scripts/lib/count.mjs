/** What a run of vitest amounts to. */

/**
 * Counts from vitest's JSON report. A file that could not even be loaded has no tests to fail: it counts as one failure, and so does
 * a run that ended badly without any failed test (an unhandled rejection, a crashed worker, no report).
 * @param {string | undefined} report
 * @param {number} status exit status of vitest
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(report, status) {
  const files = filesOf(report);
  const results = files.flatMap((file) => file.assertionResults.map((test) => test.status));
  const passed = results.filter((result) => result === 'passed').length;
  const unloaded = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = results.filter((result) => result === 'failed').length + unloaded;
  const silent = failed === 0 && (status !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}

/**
 * @param {string | undefined} report
 * @returns {Array<{ status: string, assertionResults: Array<{ status: string }> }>}
 */
function filesOf(report) {
  try {
    return JSON.parse(report ?? '').testResults;
  } catch {
    return [];
  }
}
