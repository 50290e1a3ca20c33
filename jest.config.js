const compiledBy = (parser) => ({
  jsc: { target: 'es2023', parser, transform: { react: { runtime: 'automatic' } } },
  module: { type: 'commonjs' },
});

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testMatch: ['**/*.test.ts'],
  testSequencer: '<rootDir>/test/support/longest-first.js',
  // the tests wait for each other's processes and sockets more than they compute
  maxWorkers: 3,
  // tells a hang, not a slow machine
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': ['@swc/jest', compiledBy({ syntax: 'typescript' })],
    '^.+\\.tsx$': ['@swc/jest', compiledBy({ syntax: 'typescript', tsx: true })],
  },
  // the page imports its styles; the bundler takes them out
  moduleNameMapper: { '\\.css$': '<rootDir>/test/support/no-styles.ts' },
  coverageThreshold: { global: { statements: 92, branches: 85, functions: 92, lines: 93 } },
  collectCoverageFrom: ['src/**/*.ts', '!src/store/generated/**', '!src/main.ts'],
};
