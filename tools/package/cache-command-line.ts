import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';

import { nodeBundleOptions } from '../build/node-bundle.ts';

const ENTRY = 'tools/run.ts';
const WEEK_MS = 7 * 86_400_000;

/** Packages that most commands load: in the bundle, only what is used of them is read. The others stay where they are installed. */
const bundled = ['@noble/hashes', 'commander', 'picocolors', 'valibot'];

/** Sources that decide how the others are bundled. */
const buildSources = [
  'tools/package/cache-command-line.ts',
  'tools/build/node-bundle.ts',
  'tsconfig.json',
  'tsconfig.base.json',
];

/** What is kept of a bundle. */
interface Kept {
  /** Folder of its sources. */
  readonly root: string;
  /** Its first file, in the folder of this one. */
  readonly file: string;
  /** All its files. */
  readonly files: readonly string[];
  /** Stamp of each source, by path from the root. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * Bundles the command line into the folder of `kept`, and notes the stamps of its sources there. Returns `false` if it cannot be bundled or
 * written; then the sources themselves say what is wrong with them.
 */
export async function cacheCommandLine(
  rootDir: string,
  kept: string,
  stampOf: (file: string) => string,
): Promise<boolean> {
  const folder = dirname(kept);
  const sources = new Map<string, string>();
  function note(file: string): void {
    sources.set(relative(rootDir, file), stampOf(file));
  }
  try {
    for (const path of buildSources) note(join(rootDir, path));
    mkdirSync(folder, { recursive: true });
    const { outputFiles, metafile } = await build({
      ...nodeBundleOptions(rootDir, [leaveOtherPackages(), noteSources(note)]),
      entryPoints: [ENTRY],
      outdir: folder,
      // In this folder, only this ending marks an ES module.
      outExtension: { '.js': '.mjs' },
      // Files are named by their content: a command that runs while others are built still finds its own, and equal clones share theirs.
      entryNames: '[name]-[hash]',
      preserveSymlinks: true,
      splitting: true,
      write: false,
      metafile: true,
      logLevel: 'silent',
    });
    for (const { path, contents } of outputFiles) if (!existsSync(path)) writeWhole(path, contents);
    const [file = ''] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === ENTRY) ?? [];
    const files = outputFiles.map(({ path }) => basename(path));
    const made: Kept = { root: rootDir, file: basename(file), files, sources: Object.fromEntries(sources) };
    writeWhole(kept, JSON.stringify(made));
    removeOld(folder);
    return true;
  } catch {
    return false;
  }
}

function leaveOtherPackages(): Plugin {
  return {
    name: 'leave-other-packages',
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === 'entry-point' || bundled.some((name) => path === name || path.startsWith(`${name}/`))
          ? undefined
          : { path, external: true },
      );
    },
  };
}

/** Takes the stamp of each source before it is read: one that changes meanwhile makes the bundle stale, not wrong. */
function noteSources(note: (file: string) => void): Plugin {
  return {
    name: 'note-sources',
    setup({ onLoad }) {
      onLoad({ filter: /./ }, ({ path }) => {
        note(path);
        return undefined;
      });
    },
  };
}

function writeWhole(file: string, content: string | Uint8Array): void {
  const part = `${file}.${process.pid.toString()}`;
  writeFileSync(part, content);
  renameSync(part, file);
}

/** Removes what no command can be using: files of no bundle that are a week old, and bundles of clones that are gone. */
function removeOld(folder: string): void {
  const used = new Set<string>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const { root, files } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Kept;
    if (existsSync(root)) for (const file of [name, ...files]) used.add(file);
  }
  const oldest = Date.now() - WEEK_MS;
  for (const name of readdirSync(folder).filter((file) => !used.has(file))) {
    const file = join(folder, name);
    if (name.endsWith('.json') || statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
  }
}
