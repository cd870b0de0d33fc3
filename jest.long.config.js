import base from './jest.config.js';

// Apart from the other tests: these start hundreds of processes, build sites, or follow the documents at a terminal, for some minutes.
export default {
  ...base,
  testMatch: ['<rootDir>/test/**/*.long.ts'],
};
