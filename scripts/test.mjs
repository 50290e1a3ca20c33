// The whole gate, in the order in which a mistake shows soonest. Ends with the line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './schemas.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const results = join(root, 'dist', 'test-results.json');

const steps = [
  ['build', process.execPath, ['scripts/build.mjs']],
  ['types', bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']],
  ['types of the page', bin('tsc'), ['-p', 'playground/web']],
  ['types of its tests', bin('tsc'), ['-p', 'test/playground/web']],
  ['lint', bin('oxlint'), ['--type-aware', '--deny-warnings']],
  ['format', bin('prettier'), ['--check', '--log-level=warn', '.']],
  ['schema', process.execPath, ['scripts/check-schema.mjs']],
  ['tests', bin('jest'), ['--coverage', '--json', `--outputFile=${results}`, ...process.argv.slice(2)]],
];

// or a run that ends early would be counted as the one before it
rmSync(results, { force: true });
for (const [name, program, args] of steps) {
  const started = Date.now();
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  process.stdout.write(
    `${status === 0 ? 'ok' : 'FAILED'}: ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  if (name === 'tests') {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(results, 'utf8'),
    );
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    process.stdout.write(
      `${numPassedTests} passed, ${failed} failed${numPendingTests ? `, ${numPendingTests} skipped` : ''}\n`,
    );
    if (process.env.CI && numPendingTests > 0) process.exit(1);
  }
  if (status !== 0) process.exit(1);
}
