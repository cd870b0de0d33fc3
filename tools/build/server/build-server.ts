import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Packages with native files, installed next to the bundle. */
const installed = ['libsql', 'esbuild'] as const;

/** Writes the webhook server into a self-contained folder: one bundled file, the rules, and the packages to install. */
export async function buildServer(folder: string): Promise<void> {
  mkdirSync(join(folder, 'rules'), { recursive: true });
  await bundleServer('hosts/webhook-server/main.ts', join(folder, 'server.js'));
  copyFileSync('src/backend/notification-rules.ts', join(folder, 'rules/default.ts'));
  const versions = installed.map((name) => [name, versionOf(name)]);
  const manifest = { private: true, type: 'module', dependencies: Object.fromEntries(versions) as unknown };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Bundles a server program into one file. */
export async function bundleServer(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: [...installed, 'pg-native'],
    // CommonJS packages need `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    legalComments: 'linked',
    logLevel: 'warning',
  });
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
}
