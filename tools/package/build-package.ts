import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

import { bundledPackages } from '../build/licence-notices.ts';
import { bundlePage } from '../console/http/front-end.ts';
import { bundleProcess, PROCESS_FILE } from '../site/rehearse/bundle-process.ts';
import { bundleCommandLine } from './bundle-command-line.ts';
import { packageManifest, readManifest } from './package-manifest.ts';
import { inPackageWords, packageSources } from './package-words.ts';

/** Files that commands read at run time, copied to the paths they expect. */
const copied = [
  'LICENSE',
  'bin',
  'payloads',
  'src/backend/jobs.config',
  'src/backend/notification-rules.ts',
  'tools/console/browser/index.html',
  'tools/console/browser/style.css',
  'tools/site/check/rules-probe.js',
  'tools/site/loopback-only.cjs',
];

const pages = ['tools/console/browser/main.tsx', 'tools/server/console/browser/main.tsx'];

/** Documents for site owners; the others describe the repository. */
const documents = [
  'changes',
  'channels',
  'command-line',
  'console',
  'delivery',
  'emails',
  'going-live',
  'rules',
  'who-is-told',
].map((name) => `docs/${name}.md`);

/** Builds the package folder, from which the command line runs without a clone. Replaces the existing contents. */
export async function buildPackage(rootDir: string, folder: string): Promise<void> {
  const { name } = readManifest(rootDir);
  const modules: string[] = [];
  const sources = packageSources(name, (path) => modules.push(path));
  rmSync(folder, { recursive: true, force: true });
  for (const path of [...copied, ...builtFiles(rootDir)]) {
    cpSync(join(rootDir, path), join(folder, path), { recursive: true });
  }
  for (const page of pages) {
    for (const { name: script, text } of await bundlePage(join(rootDir, page), [sources])) {
      write(folder, posix.join(posix.dirname(page), script), text);
    }
  }
  await bundleCommandLine(rootDir, join(folder, 'lib'), sources);
  await bundleProcess(rootDir, join(folder, PROCESS_FILE), [sources]);
  write(folder, 'THIRD-PARTY-NOTICES.txt', noticesOf(modules));
  for (const file of documents) write(folder, file, readDocument(rootDir, file));
  write(folder, 'README.md', readFileSync(join(rootDir, 'tools/package/readme.md'), 'utf8'));
  for (const file of textsBelow(folder))
    write(folder, file, inPackageWords(readFileSync(join(folder, file), 'utf8'), name));
  write(folder, 'package.json', `${JSON.stringify(packageManifest(rootDir, readdirSync(folder)), null, 2)}\n`);
}

/** Reads a document and removes links to files that are not in the package. */
function readDocument(rootDir: string, file: string): string {
  const text = readFileSync(join(rootDir, file), 'utf8');
  return text.replaceAll(/!?\[([^\]]*)\]\(([^)#:\s]+)(#[^)]*)?\)/g, (link, label: string, target: string) =>
    documents.includes(posix.join(posix.dirname(file), target)) ? link : label,
  );
}

function noticesOf(modules: readonly string[]): string {
  const notices = bundledPackages(modules).map(
    ({ name, version, declared, licence }) =>
      `${name} ${version}\n${declared}\n\n${licence ?? 'It has no licence file; the line above is what its package.json says.'}\n`,
  );
  return `This package has code of:\n\n${notices.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(md|html)$/.test(path));
}

function builtFiles(rootDir: string): string[] {
  const backend = 'src/backend';
  return readdirSync(join(rootDir, backend))
    .filter((file) => file.endsWith('.js') || file.endsWith('.d.ts'))
    .map((file) => `${backend}/${file}`);
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
