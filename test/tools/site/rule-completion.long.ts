import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import ts from 'typescript';

import { runAdd } from '../../../tools/site/run-add.ts';
import { cleanUp } from '../../emulator/site-fixture.ts';
import { root } from './clean-site.ts';
import { makeGitSite, siteLayouts } from './site-layouts.ts';

afterEach(cleanUp);

/** How an editor sees the backend of a site: the Wix CLI writes these paths. */
const options: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: true,
  target: ts.ScriptTarget.ES2020,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

async function siteWithOrderEvents(): Promise<string> {
  const dir = makeGitSite(siteLayouts['no events file'] ?? {});
  const nothing = (): void => undefined;
  const line = { root, cwd: '/', colors: pc.createColors(false), print: nothing, note: nothing };
  await runAdd({ dir, isDryRun: false, isJson: false, products: undefined }, line);
  return dir;
}

function openEditor(dir: string, rules: string): { readonly file: string; readonly editor: ts.LanguageService } {
  const file = join(dir, 'src/backend/notification-rules.js');
  const editor = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, paths: { 'backend/*': [join(dir, 'src/backend/*')] } }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot(name) {
      const text = name === file ? rules : ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => dir,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
  });
  return { file, editor };
}

it('completes what a rule is given in the rules that were added to a JavaScript site', async () => {
  const dir = await siteWithOrderEvents();
  const added = readFileSync(join(dir, 'src/backend/notification-rules.js'), 'utf8');
  const before = '  return { firstName: order.';
  const { file, editor } = openEditor(dir, added);

  const completed = editor.getCompletionsAtPosition(file, added.indexOf(before) + before.length, undefined);

  const names = completed?.entries.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['firstName', 'tickets', 'ticketedEventId']));
  expect(editor.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toEqual([]);
});

it('says what a field of the order means', async () => {
  const dir = await siteWithOrderEvents();
  const rules = `import { shop } from 'backend/order-events.js';
export const rule = shop.rule({ id: 'a', change: 'order-paid', notifyOwner: ({ order }) => String(order.refunded) });
`;
  const { file, editor } = openEditor(dir, rules);

  const shown = editor.getQuickInfoAtPosition(file, rules.indexOf('refunded'));

  expect(ts.displayPartsToString(shown?.documentation)).toMatch(
    /^All refunds so far: .* Absent where neither is known\.$/,
  );
});

it('names a field that does not exist', async () => {
  const dir = await siteWithOrderEvents();
  const rules = `import { plans } from 'backend/order-events.js';
export const rule = plans.rule({ id: 'a', change: 'order-ended', notifyOwner: ({ order }) => String(order.planNmae) });
`;
  const { file, editor } = openEditor(dir, rules);

  const found = editor
    .getSemanticDiagnostics(file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));

  expect(found).toEqual([expect.stringContaining("Did you mean 'planName'?")]);
});
