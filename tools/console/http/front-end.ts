import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Hono } from 'hono';

/** Serves the page and the script of a module. They hold nothing of the state, so they need no token. */
export async function serveFrontEnd(app: Hono, root: string, page: string): Promise<void> {
  const files = await buildFrontEnd(join(root, 'tools', 'console', 'browser'), join(root, page));
  for (const { path, type, body } of files) {
    app.get(path, (context) => context.body(body, 200, { 'content-type': type, 'cache-control': 'no-cache' }));
  }
  app.get('/favicon.ico', (context) => context.body(null, 204));
}

interface ServedFile {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

async function buildFrontEnd(folder: string, entry: string): Promise<ServedFile[]> {
  const built = entry.replace(/\.tsx$/, '.js');
  return [
    { path: '/', type: 'text/html; charset=utf-8', body: readFileSync(join(folder, 'index.html'), 'utf8') },
    { path: '/style.css', type: 'text/css; charset=utf-8', body: readFileSync(join(folder, 'style.css'), 'utf8') },
    {
      path: '/main.js',
      type: 'text/javascript; charset=utf-8',
      // The package of the command line has the script and not its sources.
      body: existsSync(built) ? readFileSync(built, 'utf8') : await bundlePage(entry),
    },
  ];
}

/** Bundles a page's modules in memory: some tens of milliseconds, and no built files to keep in step. */
export async function bundlePage(entry: string, plugins: Plugin[] = []): Promise<string> {
  const { outputFiles } = await build({
    plugins,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
