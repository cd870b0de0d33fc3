import type { IRegularForbiddenRuleType as Rule } from 'dependency-cruiser';

import type { Part } from './part.ts';
import { groups, parts } from './parts.ts';

// Imports from these folders are code of the project, not packages.
const OWN_FOLDERS = '^(bench|bin|docs|emulator|hosts|payloads|src|test|tools|types)/';

/** Import rules: one for each part, and those that apply to several. */
export const rules: readonly Rule[] = [
  { name: 'no circle', severity: 'error', comment: 'Types count.', from: {}, to: { circular: true } },
  ...parts.flatMap(rulesOf),
  {
    name: 'every file belongs to a part',
    severity: 'error',
    comment: 'Give its folder a row in tools/check/architecture/parts.ts.',
    from: { path: '^(src|emulator|hosts|tools)/', pathNot: parts.map(({ path }) => path) },
    to: {},
  },
  {
    name: 'a product imports no other product',
    severity: 'error',
    comment: 'What two products share stands beside their folders.',
    from: { path: '/order-events/products/([^/]+)/' },
    to: { path: '/order-events/products/[^/]+/', pathNot: '/order-events/products/$1/' },
  },
  {
    name: 'entries import by backend/…',
    severity: 'error',
    comment: 'Wix refuses relative imports in entry files.',
    from: { path: '^src/backend/[^/]+\\.ts$', pathNot: '^src/backend/order-events\\.ts$' },
    to: { path: '^src/', dependencyTypesNot: ['aliased'] },
  },
];

function rulesOf(part: Part): Rule[] {
  const { packages } = part;
  const whole = [part, ...part.imports.flatMap(partsOf)].map(({ path }) => path);
  const asTypes = (part.types ?? []).flatMap(partsOf).map(({ path }) => path);
  const named = packages.any === 'all' ? [] : packages.any.map(packagePath);
  const forTypes = packages.types === undefined ? [] : [packagePath(packages.types)];
  const lazy = packages.lazy === undefined ? [] : [packagePath(packages.lazy)];
  const anythingElse = { pathNot: [...whole, ...asTypes, ...named, ...forTypes, ...lazy] };
  const forbidden: Rule['to'][] = [
    packages.any === 'all' ? { path: OWN_FOLDERS, ...anythingElse } : anythingElse,
    { path: [...asTypes, ...forTypes], pathNot: whole, dependencyTypesNot: ['type-only'] },
    { path: lazy, dependencyTypesNot: ['type-only'], dynamic: false },
  ];
  const from = { path: part.path, pathNot: parts.slice(0, parts.indexOf(part)).map(({ path }) => path) };
  const allowed = [describeImports(part), packages.shown].filter((text) => text !== '').join(', ');
  return forbidden
    .filter(({ path }) => path === undefined || path.length > 0)
    .map((to) => ({
      name: part.name,
      severity: 'error',
      comment: `It may import: ${allowed || 'nothing'}.`,
      from,
      to,
    }));
}

/** Returns the parts that a part may import, as Markdown. */
export function describeImports({ imports, types = [] }: Part): string {
  return [...imports.map(quoted), ...types.map((name) => `types of ${quoted(name)}`)].join(', ');
}

/** Returns the name of a part or group as Markdown; only file names are code. */
export function quoted(name: string): string {
  return name.includes(' ') ? name : `\`${name}\``;
}

function partsOf(name: string): readonly Part[] {
  const found = groups[name] ?? parts.filter((part) => part.name === name);
  if (found.length === 0) throw new Error(`There is no part ${name}`);
  return found;
}

// Returns a pattern for a package; one that is not installed keeps its bare name.
function packagePath(pattern: string): string {
  return `^(node_modules/)?${pattern}(/|$)`;
}
