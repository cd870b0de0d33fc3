import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** Folders whose code is pointed at repositories of others. */
const folders = ['tools/site', 'tools/build/emails', 'emulator/site-entries', 'tools/rule-fields'];

/** Files there that use the file system themselves, each for files that are not those of another repository. */
const exceptions: Readonly<Record<string, string>> = {
  'tools/rule-fields/describe-fields.ts': 'reads the types of this repository',
  'tools/rule-fields/main.ts': 'reads and writes the guide of this repository',
  'tools/site/build/main.ts': 'builds this repository',
  'tools/site/check/run-rules.ts': 'writes a copy into a temporary folder',
  'tools/site/copy-sources.ts': 'writes copies into a temporary folder',
  'tools/site/corpus/corpus-site.ts': 'reads the lists of this repository',
  'tools/site/corpus/fetch-site.ts': 'fetches sites into a folder of its own',
  'tools/site/emulator-corpus/load-in-process.ts': 'reads its input in a temporary folder',
  'tools/site/emulator-corpus/load-site.ts': 'writes a copy into a temporary folder',
  'tools/site/guarded-process.ts': 'puts a file of this package into a temporary folder',
  'tools/site/loopback-only.cjs': 'notes refused hosts in a temporary folder',
  'tools/site/rehearse/capture-upload.ts': 'writes into a temporary folder',
  'tools/site/rehearse/fire-guarded.ts': 'writes copies into a temporary folder',
  'tools/site/rehearse/fire-in-process.ts': 'reads its input in a temporary folder',
  'tools/site/rehearse/fire-payloads.ts': 'reads the payloads of this package',
  'tools/site/rehearse/run-wix-cli.ts': 'reads the version of the Wix CLI',
};

const usesFileSystem = /['"](node:)?fs(\/promises)?['"]|\bts\.sys\b|\bcreateRequire\b/;

function usersIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path}`)
    .filter((path) => /\.(ts|js|cjs|mjs)$/.test(path) && usesFileSystem.test(readFileSync(join(root, path), 'utf8')));
}

it('only tools/repository/ reads and writes the files of other repositories', () => {
  expect(folders.flatMap(usersIn).sort()).toEqual(Object.keys(exceptions).sort());
});
