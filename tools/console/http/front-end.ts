import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Hono } from 'hono';

/** Serves the page and the scripts of a module. They contain no state, so they need no token. */
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

/** A script of a page; the page loads `main.js`. */
export interface PageScript {
  readonly name: string;
  readonly text: string;
}

/** Reads prebuilt scripts, or bundles them if the sources exist: the command-line package contains only the built scripts. */
async function scriptsOf(entry: string): Promise<readonly PageScript[]> {
  const folder = dirname(entry);
  if (existsSync(entry)) return await bundlePage(entry);
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return names.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** Bundles a page's modules in memory. This takes tens of milliseconds and leaves no built files to keep up to date. */
export async function bundlePage(entry: string, plugins: Plugin[] = []): Promise<readonly PageScript[]> {
  const { outputFiles } = await build({
    plugins,
    entryPoints: { main: entry },
    outdir: '/',
    bundle: true,
    // A dynamically imported module, such as the editor, becomes a separate file.
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
