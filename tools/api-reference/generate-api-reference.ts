import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application, type ProjectReflection } from 'typedoc';

/** Page names by source module. */
const pages: Readonly<Record<string, string>> = {
  'src/backend/notifications.web': 'web-methods',
  'src/backend/order-events': 'order-events',
  'tools/api-reference/types': 'types',
};

/** Helper lists and types without a section: it would show their computation, not the result. */
const notShown = [
  ...['commonChangeKinds', 'productChangeKinds', 'evidences', 'verdicts', 'notificationPlaces', 'notificationStatuses'],
  ...['ChannelFields', 'OrderOf', 'SnapshotOf', 'SdkMethods', 'UnhandledEvent'],
];

/**
 * Generates the reference for site owners from the docstrings, as Markdown by file name. Throws if a type that is referred to has no page.
 */
export async function generateApiReference(rootDir: string): Promise<ReadonlyMap<string, string>> {
  const outDir = mkdtempSync(join(tmpdir(), 'api-reference-'));
  try {
    const app = await Application.bootstrapWithPlugins(optionsFor(rootDir));
    const project = await app.convert();
    if (project === undefined) throw new Error('The sources could not be read');
    namePages(project);
    app.validate(project);
    if (app.logger.hasErrors() || app.logger.hasWarnings()) {
      throw new Error('Add each type above to tools/api-reference/types.ts');
    }
    await app.outputs.writeOutput({ name: 'markdown', path: outDir }, project);
    const files = readdirSync(outDir).filter((file) => file.endsWith('.md'));
    return new Map(files.sort().map((file) => [file, readFileSync(join(outDir, file), 'utf8')]));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

/** Returns the options of typedoc and its Markdown plugin, whose options typedoc's own types lack. */
function optionsFor(rootDir: string): object {
  return {
    entryPoints: Object.keys(pages).map((module) => join(rootDir, `${module}.ts`)),
    tsconfig: join(rootDir, 'tsconfig.tools.json'),
    plugin: ['typedoc-plugin-markdown'],
    intentionallyNotExported: notShown,
    logLevel: 'Warn',
    // A separate step of the check covers types.
    skipErrorChecking: true,
    disableSources: true,
    name: 'API reference',
    readme: 'none',
    sort: ['source-order'],
    outputFileStrategy: 'modules',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    hideGroupHeadings: true,
    tableColumnSettings: { hideModifiers: true },
    useHTMLAnchors: false,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    propertyMembersFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
  };
}

/** Names each module after its page, and keeps the web methods only on their own page. */
function namePages(project: ProjectReflection): void {
  const modules = new Map(project.children?.map((module) => [pages[module.name] ?? module.name, module]));
  for (const [name, module] of modules) module.name = name;
  const webMethods = modules.get('web-methods')?.children?.map(({ name }) => name) ?? [];
  const others = modules.get('order-events');
  for (const { name } of others?.children ?? []) {
    const child = webMethods.includes(name) ? others?.getChildByName([name]) : undefined;
    if (child !== undefined) project.removeReflection(child);
  }
  for (const group of others?.groups ?? []) {
    group.children = group.children.filter(({ name }) => !webMethods.includes(name));
  }
}
