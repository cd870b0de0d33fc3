import base from './jest.config.js';
import { coveringFolders } from './jest.coverage.config.js';

// `npm run check` runs the tests of the other folders with their coverage, and none of them twice.
export default {
  ...base,
  testPathIgnorePatterns: [`<rootDir>/test/(${coveringFolders.join('|')})/`],
};
