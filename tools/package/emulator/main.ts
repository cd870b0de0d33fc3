import { buildEmulator } from './build-emulator.ts';

await buildEmulator(process.cwd());
console.log('emulator/dist  (pack it: npm pack --workspace velo-emulator)');
