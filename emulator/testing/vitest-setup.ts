import { closeTestEmulator } from './test-emulator.ts';

// Runs before each test file; without isolation, the worker still has the emulator of the file before.
closeTestEmulator();
