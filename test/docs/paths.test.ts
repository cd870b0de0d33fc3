import { existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const CORE = 'src/backend/order-events';

const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /^([^/]+|(docs|bench|emulator|hosts|payloads|cases)\/.*)\.md$/.test(file));

/** The files that a document links to, without links to other sites and places in itself. */
function linksOf(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8').replaceAll(/```.*?```/gs, '');
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !target.includes(':'));
}

/** The paths that a document names, with each choice of braces. */
function pathsOf(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8').replaceAll(/```.*?```/gs, '');
  return [...text.matchAll(/`([\w.{},/-]+\/[\w.{},/-]*)`/g)]
    .flatMap(([, path = '']) => {
      const [, before = '', choices, after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
      return choices === undefined ? [path] : choices.split(',').map((choice) => `${before}${choice}${after}`);
    })
    .filter((path) => !/^(@|node_modules\/|\.order-events\/)/.test(path));
}

it.each(documents)('%s links to files that are there', (document) => {
  const missing = linksOf(document).filter((target) => !existsSync(join(root, dirname(document), target)));

  expect(missing).toEqual([]);
});

it.each(['CONTRIBUTING.md', 'SECURITY.md', 'docs/where-things-are.md'])('%s names paths that are there', (document) => {
  const paths = pathsOf(document);
  const missing = paths.filter((path) => ![root, join(root, CORE)].some((folder) => existsSync(join(folder, path))));

  expect(paths.length).toBeGreaterThan(2);
  expect(missing).toEqual([]);
});
