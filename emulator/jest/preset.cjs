'use strict';

const transform = require.resolve('./transform.cjs');

// `preset: 'velo-emulator'` in a configuration of jest.
module.exports = {
  transform: {
    '[/\\\\]src[/\\\\](?:backend|public)[/\\\\].+\\.(?:[cm]?js|jsw|ts)$': transform,
    '\\.(?:[cm]?[jt]s|[jt]sx)$': transform,
  },
  moduleNameMapper: { '^/?(backend|public)/(.*)$': '<rootDir>/src/$1/$2' },
  moduleFileExtensions: ['js', 'jsw', 'mjs', 'cjs', 'jsx', 'ts', 'tsx', 'json', 'node'],
  setupFilesAfterEnv: [require.resolve('../dist/jest.cjs')],
};
