// What the package exports, besides its presets for test runners.
export { createEmulator, type Emulator } from './emulator.ts';
export { EmulatorError, type EmulatorErrorCode } from './emulator-error.ts';
export type { EmulatorOptions } from './emulator-options.ts';
export type { Identity, Invocation, InvocationResult, LogLine, SentEmail, WixCall } from './invocation.ts';
