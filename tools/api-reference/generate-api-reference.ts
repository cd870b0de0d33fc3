import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application, type ProjectReflection } from 'typedoc';

/** The pages, by the module that each is made from. */
const pages: Readonly<Record<string, string>> = {
  'src/backend/notifications.web': 'web-methods',
  'src/backend/order-events': 'order-events',
  'tools/api-reference/types': 'types',
};

/** Lists and types that others are calculated from: a section of their own would show how, and not what comes of it. */
const notShown = [
  ...['commonChangeKinds', 'productChangeKinds', 'evidences', 'verdicts', 'notificationPlaces', 'notificationStatuses'],
  ...['ChannelFields', 'OrderOf', 'SnapshotOf', 'SdkMethods', 'UnhandledEvent'],
];

/** The reference of what a site owner uses, from the docstrings: Markdown by file name. Throws when a type that is referred to has no place. */
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

/** The options of typedoc, and of its plugin for Markdown, which typedoc's own types do not know. */
function optionsFor(rootDir: string): object {
  return {
    entryPoints: Object.keys(pages).map((module) => join(rootDir, `${module}.ts`)),
    tsconfig: join(rootDir, 'tsconfig.tools.json'),
    plugin: ['typedoc-plugin-markdown'],
    intentionallyNotExported: notShown,
    logLevel: 'Warn',
    // The check has a step of its own for types.
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

/** Names each module as its page, and leaves the web methods to the page of their own. */
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
