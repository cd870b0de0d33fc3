import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

import { exportedDocs } from './tools/check/lint-exported-docs.js';
import { readonlyMembers } from './tools/check/lint-readonly-members.js';

const CONSTANT =
  ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind="const"] > VariableDeclarator';
const everywhere = [
  {
    selector: 'ClassDeclaration:not([superClass.name=/Error$/])',
    message: 'Write functions: the only class is an error.',
  },
  { selector: 'ClassExpression', message: 'Write functions: the only class is an error.' },
  { selector: 'ExportAllDeclaration', message: 'Import from the module that defines it: no barrels.' },
  {
    selector:
      ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator[init.type="ArrowFunctionExpression"]:not([id.typeAnnotation])',
    message: 'Declare it: function name() { … }',
  },
  {
    selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
    message: 'Parse or narrow the value instead of casting it twice.',
  },
  {
    selector: `${CONSTANT}[id.name=/^[a-z]/]:matches([init.type="Literal"]:not([init.regex]), [init.type=/^(Unary|Binary)Expression$|^TemplateLiteral$/])`,
    message: 'A text or number that is written in the source is UPPER_CASE.',
  },
  {
    selector: `${CONSTANT}[id.name=/^[A-Z][A-Z0-9_]+$/][init.type=/^(Array|Object|New|ArrowFunction|Function)Expression$/]`,
    message: 'Only texts and numbers are UPPER_CASE.',
  },
  {
    selector: 'MemberExpression[property.name="pathname"][object.callee.name="URL"][object.arguments.length=2]',
    message: 'Use fileURLToPath: in a URL, a blank in the path of a folder is %20.',
  },
];
const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export it by name.' };
const noClock = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
    message: 'Take the time as an argument: the clock is a dependency.',
  },
];
const noWaiting = [
  { selector: 'AwaitExpression', message: 'This folder is pure: nothing here waits.' },
  { selector: ':function[async=true]', message: 'This folder is pure: nothing here waits.' },
];
const impureGlobals = [
  'console',
  'crypto',
  'fetch',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
];

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      'coverage/',
      '**/dist/',
      'payloads/',
      'cases/',
      'test/fixtures/',
      'src/backend/*.js',
      'src/backend/*.d.ts',
      '.wix/',
      '.order-events/',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.js', '**/*.ts', '**/*.tsx'],
    extends: [js.configs.recommended],
    plugins: { 'import-x': importX },
    rules: {
      eqeqeq: 'error',
      'import-x/first': 'error',
      'import-x/newline-after-import': 'error',
      // A blank line stands between what is installed and what is ours.
      'import-x/order': [
        'error',
        {
          groups: [
            ['builtin', 'external'],
            ['internal', 'parent', 'sibling', 'index'],
          ],
          pathGroups: [{ pattern: 'backend/**', group: 'internal' }],
          pathGroupsExcludedImportTypes: ['builtin'],
          'newlines-between': 'always',
        },
      ],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 80 }],
      'no-restricted-syntax': ['error', ...everywhere, noDefaultExport],
      'object-shorthand': 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.tools.json', 'tsconfig.browser.json', 'tsconfig.src.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Only a `type` fits a type parameter that asks for an index signature.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // In the payloads "" means absent, which `||` says.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // With no classes here and plain functions in Wix's modules, a function taken out of an object works as before.
      '@typescript-eslint/unbound-method': 'off',
      // An async function that implements a port turns what it throws into a rejection, also when it awaits nothing.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/return-await': ['error', 'always'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: true }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { house: { rules: { 'exported-docs': exportedDocs, 'readonly-members': readonlyMembers } } },
    rules: { 'house/readonly-members': 'error' },
  },
  {
    files: ['{src,emulator,hosts,tools,bench}/**/*.{ts,tsx}'],
    rules: { 'house/exported-docs': 'error' },
  },
  {
    // A syntax tree has some seventy kinds of node: what reads one looks at a few and passes over the rest.
    files: ['emulator/site-entries/**/*.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // Only entries have a clock and chance: everything else is given them.
    files: ['src/backend/order-events/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take the time as an argument: the clock is a dependency.' },
        { object: 'Math', property: 'random', message: 'Take the id source as a dependency.' },
      ],
      'no-restricted-syntax': ['error', ...everywhere, noDefaultExport, ...noClock],
    },
  },
  {
    // Only entries and the adapters on Wix reach for what is outside.
    files: ['src/backend/order-events/**/*.ts'],
    ignores: ['src/backend/order-events/wix/**', 'src/backend/order-events/channels/*/*-calls.ts'],
    rules: { 'no-restricted-globals': ['error', ...impureGlobals] },
  },
  {
    files: ['src/backend/order-events/{values,changes,handlers,products,timeline,rules,channels}/**/*.ts'],
    ignores: ['src/backend/order-events/channels/*/{*-calls,*-by-*}.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, noDefaultExport, ...noClock, ...noWaiting] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 400 }],
      // A table of cases takes its types from what it satisfies.
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // Jest types its matchers (expect.any, expect.objectContaining) as `any`.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // A test removes a field of a payload to see what then happens.
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {
    // Tables: one purpose, however long.
    files: [
      'src/backend/order-events/handlers/handlers.ts',
      'tools/changes-table/cases/*.ts',
      'src/backend/notification-rules.ts',
    ],
    rules: { 'max-lines': ['error', { max: 500 }] },
  },
  {
    // A name or a status stands for one of many kinds of change: what the others are is no matter here.
    files: ['src/backend/order-events/products/*/{prove-by-name,payments}.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // Tests and explorer, which are other programs, move its clock and its listings.
    files: ['src/backend/order-events/memory/in-memory-world.ts'],
    rules: { 'house/readonly-members': 'off' },
  },
  {
    // The types of Wix's modules are as Wix has them.
    files: ['**/*.d.ts'],
    rules: { 'house/readonly-members': 'off', 'no-restricted-syntax': ['error', ...everywhere] },
  },
  {
    files: ['*.config.js'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere] },
  },
  {
    files: ['**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
