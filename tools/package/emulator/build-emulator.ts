import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import ts from 'typescript';

/** Modules that users import, and their types are made for. */
const publicModules = ['index.ts', 'testing/jest.ts', 'testing/vitest.ts'];
const common: BuildOptions = {
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
};

/** Builds `dist/` of the emulator's package: ECMAScript modules, CommonJS for jest, and types. Replaces the existing contents. */
export async function buildEmulator(rootDir: string): Promise<void> {
  const source = join(rootDir, 'emulator');
  const dist = join(source, 'dist');
  rmSync(dist, { recursive: true, force: true });
  await build({
    ...common,
    absWorkingDir: source,
    entryPoints: ['index.ts', 'testing/vitest.ts', 'testing/vitest-setup.ts', 'cli/main.ts'],
    entryNames: '[name]',
    outdir: 'dist',
    splitting: true,
    format: 'esm',
  });
  await build({
    ...common,
    absWorkingDir: source,
    entryPoints: ['testing/jest.ts', 'testing/jest-transform.ts'],
    entryNames: '[name]',
    outdir: 'dist',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  writeTypes(rootDir, source, join(dist, 'types'));
  copyPayloads(join(rootDir, 'payloads'), join(source, 'payloads'), join(dist, 'payloads'));
}

/** Copies one event of each handler: the one that Wix documents, else the example written from the documented fields. */
function copyPayloads(from: string, ofOtherApps: string, to: string): void {
  cpSync(ofOtherApps, to, { recursive: true, filter: (file) => !file.endsWith('.md') });
  for (const handler of readdirSync(from)) {
    const file = ['documented.json', 'example.json'].find((one) => existsSync(join(from, handler, one)));
    if (file !== undefined) cpSync(join(from, handler, file), join(to, `${handler}.${file}`));
  }
}

function writeTypes(rootDir: string, source: string, folder: string): void {
  const config = ts.readConfigFile(join(rootDir, 'tsconfig.tools.json'), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, rootDir);
  const program = ts.createProgram(
    publicModules.map((file) => join(source, file)),
    { ...options, noEmit: false, incremental: false, declaration: true, emitDeclarationOnly: true },
  );
  program.emit(undefined, (file, text) => {
    const target = join(folder, relative(source, file));
    mkdirSync(dirname(target), { recursive: true });
    // The compiler keeps the extension of the sources, which the package does not have.
    writeFileSync(target, text.replaceAll(/(from |import\()(['"])(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2'));
  });
}
