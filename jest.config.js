export default {
  // Only a test that never ends reaches it: a busy machine takes many times as long as an idle one.
  testTimeout: 600_000,
  // A worker that has run a hundred files takes longer than the usual half second to give its memory back.
  workerGracefulExitTimeout: 60_000,
  // By default one core is left free, which on two cores means no parallel run at all.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Tests run in an order by chance, and so do their files; jest prints the seed, and `--seed NUMBER` repeats the order.
  randomize: true,
  showSeed: true,
  testSequencer: '<rootDir>/jest.sequencer.config.js',
  runtime: '<rootDir>/jest.runtime.cjs',
  // The sites of cases/ bring a package.json each, all of one name, and what is built has that of this folder.
  modulePathIgnorePatterns: ['<rootDir>/cases/', '<rootDir>/dist/', '<rootDir>/emulator/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
    // It is an ES module only, which jest loads by `require` from Node.js 24 on.
    '/node_modules/jose/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  moduleNameMapper: {
    '^backend/(.*)\\.js$': '<rootDir>/src/backend/$1.ts',
  },
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
