import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { rules } from './rules.ts';

/** Import that breaks a rule. */
export interface WrongImport {
  readonly rule: string;
  /** Text of the rule, for people. */
  readonly comment: string;
  /** Importing file and imported file; for a cycle every file in it, the first one again at the end. */
  readonly path: readonly string[];
}

type Violation = ICruiseResult['summary']['violations'][number];

const folders = ['src', 'hosts', 'emulator', 'tools', 'test'];

/** Returns the imports below a project's root that break a rule, including type imports. */
export async function findWrongImports(root: string): Promise<WrongImport[]> {
  const { output } = await cruise(
    folders.filter((folder) => existsSync(join(root, folder))),
    {
      baseDir: root,
      ruleSet: { forbidden: [...rules] },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: ['node_modules', '^src/backend/[^/]+\\.js$'] },
    },
    // Compiled JavaScript lies next to its TypeScript source.
    { alias: { backend: join(root, 'src/backend') }, extensionAlias: { '.js': ['.ts', '.js'] } },
  );
  // Without a reporter, the output is the result object.
  return (output as ICruiseResult).summary.violations.map((violation) => ({
    rule: violation.rule.name,
    comment: rules.find(({ name }) => name === violation.rule.name)?.comment ?? '',
    path: pathOf(violation),
  }));
}

function pathOf({ from, to, cycle }: Violation): string[] {
  return [from, ...(cycle?.map(({ name }) => name) ?? [to])];
}
