import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { rules } from './rules.ts';

/** An import that breaks a rule. */
export interface WrongImport {
  readonly rule: string;
  /** What the rule says, for a person. */
  readonly comment: string;
  /** The importing file and what it imports; of a circle every file of it, the first one again at the end. */
  readonly path: readonly string[];
}

type Violation = ICruiseResult['summary']['violations'][number];

const folders = ['src', 'hosts', 'emulator', 'tools', 'test'];

/** The imports below a project's root that break a rule; types count. */
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
    // Beside a TypeScript file stands the JavaScript that is built from it.
    { alias: { backend: join(root, 'src/backend') }, extensionAlias: { '.js': ['.ts', '.js'] } },
  );
  // Where no kind of report is asked for, the result itself is the output.
  return (output as ICruiseResult).summary.violations.map((violation) => ({
    rule: violation.rule.name,
    comment: rules.find(({ name }) => name === violation.rule.name)?.comment ?? '',
    path: pathOf(violation),
  }));
}

function pathOf({ from, to, cycle }: Violation): string[] {
  return [from, ...(cycle?.map(({ name }) => name) ?? [to])];
}
