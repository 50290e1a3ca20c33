const Sequencer = require('@jest/test-sequencer').default;

/** Suites that take long though they are short to read: begun last, they would run on alone. */
const LONG = [
  'jobs/kills',
  'jobs/cli',
  'playground/browser/time',
  'playground/world/history',
  'playground/world/moving',
  'playground/browser/views',
  'playground/browser/main-job',
  'playground/process',
  'bolt/socket',
  'story',
  'process',
];

/** Those first, then as jest would have it: what failed or took long before, or the longest file. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const rank = ({ path }) => {
      const at = LONG.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
      return at < 0 ? LONG.length : at;
    };
    return [...(await super.sort(tests))].sort((one, other) => rank(one) - rank(other));
  }
};
