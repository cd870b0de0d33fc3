import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { exportedDocs } from './tools/check/lint-exported-docs.js';

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
];
const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export it by name.' };
const noClock = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
    message: 'Take the time as an argument: the clock is a dependency.',
  },
];
const noWaiting = [
  { selector: 'AwaitExpression', message: 'orders/ is pure: nothing here waits.' },
  { selector: ':function[async=true]', message: 'orders/ is pure: nothing here waits.' },
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
  { ignores: ['**/node_modules/', 'coverage/', 'payloads/', 'cases/', 'src/backend/*.js', '.wix/', '.order-events/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.js', '**/*.ts', '**/*.tsx'],
    extends: [js.configs.recommended],
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 200 }],
      'no-restricted-syntax': ['error', ...everywhere, noDefaultExport],
      'object-shorthand': 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.src.json', 'tsconfig.tools.json', 'tsconfig.browser.json'],
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
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { requireDefaultForNonUnion: true }],
    },
  },
  {
    files: ['{src,emulator,tools,bench}/**/*.{ts,tsx}'],
    plugins: { house: { rules: { 'exported-docs': exportedDocs } } },
    rules: { 'house/exported-docs': 'error' },
  },
  {
    // A syntax tree has some seventy kinds of node: what reads one looks at a few and passes over the rest.
    files: ['tools/workbench/site-entries/**/*.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: [
      'src/backend/order-events/{values,changes,handlers,products,timeline,rules,intake,delivery,retention,jobs}/**/*.ts',
    ],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take the time as an argument: the clock is a dependency.' },
        { object: 'Math', property: 'random', message: 'Take the id source as a dependency.' },
      ],
      'no-restricted-syntax': ['error', ...everywhere, noDefaultExport, ...noClock],
    },
  },
  {
    files: ['src/backend/order-events/{values,changes,handlers,products,timeline,rules}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, noDefaultExport, ...noClock, ...noWaiting] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
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
    files: ['**/*.d.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere] },
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
