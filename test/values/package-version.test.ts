import { packageVersion } from '../../src/backend/order-events/values/package-version.ts';
import manifest from '../../package.json';

it('is the version of package.json', () => {
  expect(packageVersion.number).toBe(manifest.version);
});
