import { closeTestEmulator, emulator, siteExports, type TestEmulator, type TestOptions } from './test-emulator.ts';

export { emulator, siteExports, type TestEmulator, type TestOptions };

// The preset also loads this module before each test file, where the hooks of jest exist.
const { afterAll } = globalThis as { readonly afterAll?: (work: () => void) => void };
afterAll?.(closeTestEmulator);
