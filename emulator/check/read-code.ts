import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { transformSync } from 'esbuild';
import type { Program } from 'acorn';

import { isFolder } from '../module-loader/file-kinds.ts';
import { parseModule } from '../site-entries/parse-module.ts';

/** A code file of a site. */
export interface CodeFile {
  /** Path below `src/`, with forward slashes, such as `backend/events.js`. */
  readonly name: string;
  readonly text: string;
  /** What the file says; a text is the reason for which it cannot be read, with its line. */
  readonly parsed: { readonly program: Program } | { readonly line: number; readonly reason: string };
}

const code = /\.(?:[cm]?js|jsw|ts)$/;
const MAX_BYTES = 5_000_000;

/** Reads the code of a site's `src/backend` and `src/public`, sorted by path; links are not followed. */
export function readCode(siteDir: string): CodeFile[] {
  return ['backend', 'public'].flatMap((folder) => {
    const path = join(siteDir, 'src', folder);
    if (!isFolder(path)) return [];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && code.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !file.split(sep).includes('node_modules'))
      .sort()
      .map((file) => readCodeFile(file, file.slice(join(siteDir, 'src').length + 1).replaceAll(sep, '/')));
  });
}

/** Reads a code file by its path and its name in the site. */
export function readCodeFile(file: string, name: string): CodeFile {
  const { size } = statSync(file);
  if (size > MAX_BYTES) return { name, text: '', parsed: { line: 1, reason: `it has ${size} bytes` } };
  const text = readFileSync(file, 'utf8');
  if (!name.endsWith('.ts')) return { name, text, parsed: parsedOf(text) };
  try {
    return { name, text, parsed: parsedOf(transformSync(text, { loader: 'ts', logLevel: 'silent' }).code) };
  } catch (cause) {
    const [first] = (cause as { readonly errors?: readonly Problem[] }).errors ?? [];
    return { name, text, parsed: { line: first?.location?.line ?? 1, reason: first?.text ?? String(cause) } };
  }
}

interface Problem {
  readonly text: string;
  readonly location: { readonly line: number } | null;
}

function parsedOf(text: string): CodeFile['parsed'] {
  const parsed = parseModule(text, 'latest');
  return parsed.kind === 'module' ? parsed : { line: parsed.line, reason: parsed.reason };
}
