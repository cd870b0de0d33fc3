import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Hono } from 'hono';

/** Serves the page and the scripts of a module. They hold nothing of the state, so they need no token. */
export async function serveFrontEnd(app: Hono, root: string, page: string): Promise<void> {
  const folder = join(root, 'tools', 'console', 'browser');
  serve('/', 'text/html', readFileSync(join(folder, 'index.html'), 'utf8'));
  serve('/style.css', 'text/css', readFileSync(join(folder, 'style.css'), 'utf8'));
  for (const { name, text } of await scriptsOf(join(root, page))) serve(`/${name}`, 'text/javascript', text);
  app.get('/favicon.ico', (context) => context.body(null, 204));

  function serve(path: string, type: string, body: string): void {
    const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' };
    app.get(path, (context) => context.body(body, 200, headers));
  }
}

/** A script of a page; the one that the page loads is `main.js`. */
export interface PageScript {
  readonly name: string;
  readonly text: string;
}

/** Reads the scripts that were bundled before, or bundles them: the package of the command line has them without their sources. */
async function scriptsOf(entry: string): Promise<readonly PageScript[]> {
  const folder = dirname(entry);
  if (existsSync(entry)) return await bundlePage(entry);
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** Bundles a page's modules in memory: some tens of milliseconds, and no built files to keep in step. */
export async function bundlePage(entry: string, plugins: Plugin[] = []): Promise<readonly PageScript[]> {
  const { outputFiles } = await build({
    plugins,
    entryPoints: { main: entry },
    outdir: '/',
    bundle: true,
    // A module that is imported on demand, such as the editor, is a file of its own.
    splitting: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, text }) => ({ name: basename(path), text }));
}
