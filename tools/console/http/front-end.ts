import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import type { Hono } from 'hono';

/** Serves the page and the scripts of a module. They hold nothing of the state, so they need no token. */
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

/** Bundles the page's modules in memory: some tens of milliseconds, and no built files to keep in step. */
async function buildFrontEnd(folder: string, entry: string): Promise<ServedFile[]> {
  const { outputFiles } = await build({
    entryPoints: { main: entry },
    outdir: '/',
    bundle: true,
    // What is imported on demand, such as the editor, is a file of its own.
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
  return [
    { path: '/', type: 'text/html; charset=utf-8', body: readFileSync(join(folder, 'index.html'), 'utf8') },
    { path: '/style.css', type: 'text/css; charset=utf-8', body: readFileSync(join(folder, 'style.css'), 'utf8') },
    ...outputFiles.map(({ path, text }) => {
      return { path: `/${basename(path)}`, type: 'text/javascript; charset=utf-8', body: text };
    }),
  ];
}
