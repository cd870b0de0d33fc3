import { readFileSync } from 'node:fs';

import type { CommonJs } from '../../../emulator/module-loader/keep-on-disk.ts';
import { provideCommonJs } from '../../../emulator/module-loader/transform-module.ts';
import { firePayloads } from './fire-payloads.ts';

/** Input of the process that handles the payloads, in `input.json` of its folder. */
export interface FireInput {
  readonly siteDirs: readonly string[];
  /** Folder of this package. */
  readonly root: string;
  /** Text of each file and what it is transformed to: this process must not start the transformer. */
  readonly transformed: readonly (readonly [source: string, result: CommonJs])[];
}

const { siteDirs, root, transformed } = JSON.parse(readFileSync('input.json', 'utf8')) as FireInput;
provideCommonJs(new Map(transformed));
const fired = [];
for (const dir of siteDirs) fired.push(await firePayloads(dir, root));
// A timer of the site would keep the process alive.
process.stdout.write(`\n${process.argv[2] ?? ''}${JSON.stringify(fired)}\n`, () => process.exit(0));
