import type { Program } from 'acorn';

import { createEmulator } from '../emulator.ts';
import { EmulatorError } from '../emulator-error.ts';
import { readJobsConfig } from '../jobs/jobs-config.ts';
import { isEmulated } from '../modules/wix-modules.ts';
import { resolveSpecifier } from '../module-loader/resolve-specifier.ts';
import { checkEntry } from '../site-entries/check-entry.ts';
import type { Finding } from '../site-entries/finding.ts';
import { listExports } from '../site-entries/list-exports.ts';
import { checkImports, type ImportDeps } from './check-imports.ts';
import { readDeclaredPackages } from './declared-packages.ts';
import { type CodeFile, readCode } from './read-code.ts';
import type { SiteFault, SiteFaultCode } from './site-fault.ts';

const warnings: ReadonlySet<Finding['code']> = new Set(['undocumented-handler', 'not-a-web-method']);
/** Files whose exports Wix calls by their names: the form of the names, and what is said of another. */
const calledByName: Readonly<Record<string, CalledByName>> = {
  'backend/http-functions.js': {
    form: /^(?:get|post|put|patch|delete|options|use)_\w+$/,
    code: 'not-an-http-function',
    caller: 'request',
    fix: 'begin its name with get_, post_, put_, patch_, delete_, options_ or use_',
  },
  'backend/data.js': {
    form: /^\w+_(?:(?:before|after)(?:Insert|Update|Remove|Get|Query|Count)|onFailure|onItemsImported)$/,
    code: 'not-a-data-hook',
    caller: 'data operation',
    fix: 'name it COLLECTION_beforeInsert, or by another hook of Wix',
  },
};

interface CalledByName {
  readonly form: RegExp;
  readonly code: SiteFaultCode;
  readonly caller: string;
  readonly fix: string;
}

/** Finds, without running code of the site, what cannot be parsed, linked or called, sorted by file and line. */
export function checkSite(siteDir: string): SiteFault[] {
  const files = new Map(readCode(siteDir).map((file) => [file.name, file]));
  // Opening runs nothing of the site; it gives the modules of Wix as the site would get them.
  const emulator = createEmulator({ siteDir, log: () => undefined });
  try {
    const deps: ImportDeps = {
      siteDir: emulator.siteDir,
      files,
      manifest: readDeclaredPackages(emulator.siteDir),
      membersOf: (specifier) => (isEmulated(specifier) ? Object.keys(emulator.direct.exports(specifier)) : undefined),
    };
    // Wix runs no TypeScript: such a file is looked at for what it exports only.
    const ofFiles = [...files.values()]
      .filter(({ name }) => !name.endsWith('.ts'))
      .flatMap((file) => checkFile(file, deps).map((fault) => ({ ...fault, file: `src/${file.name}` })));
    return [...ofFiles, ...checkJobs(deps)].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  } finally {
    emulator.close();
  }
}

function checkFile(file: CodeFile, deps: ImportDeps): Omit<SiteFault, 'file'>[] {
  if (!('program' in file.parsed)) {
    const { line, reason } = file.parsed;
    return [{ code: 'syntax-error', severity: 'error', line, what: reason, fix: 'fix the syntax' }];
  }
  const { program } = file.parsed;
  const path = file.name.slice('backend/'.length);
  const isEntry = file.name.startsWith('backend/');
  const ofEntry = isEntry ? checkEntry(path, file.text).flatMap(faultOf) : [];
  return [...ofEntry, ...checkExports(file.name, program), ...checkImports(file, program, deps)];
}

/** Leaves out findings about style and permissions, which neither linking nor calling shows. */
function faultOf({ code, line, what, fix, severity }: Finding): Omit<SiteFault, 'file'>[] {
  if (code === 'newer-syntax' || code === 'open-web-method' || code === 'relative-import') return [];
  const isWarning = severity === undefined ? warnings.has(code) : severity !== 'error';
  return [{ code, severity: isWarning ? 'warning' : 'error', line, what, fix }];
}

/** Checks the names that Wix calls http functions and data hooks by. */
function checkExports(name: string, program: Program): Omit<SiteFault, 'file'>[] {
  const called = calledByName[name];
  if (called === undefined) return [];
  const { form, code, caller, fix } = called;
  return listExports(program)
    .filter((one) => one.name !== '*' && !form.test(one.name))
    .map((one) => ({ code, severity: 'warning', line: one.line, what: `no ${caller} calls "${one.name}"`, fix }));
}

function checkJobs({ siteDir, files }: ImportDeps): SiteFault[] {
  const file = 'src/backend/jobs.config';
  const fault = (what: string, fix: string): SiteFault => ({
    file,
    line: 1,
    code: 'broken-job',
    severity: 'error',
    what,
    fix,
  });
  try {
    return readJobsConfig(siteDir).flatMap(({ functionName, functionLocation, problem }) => {
      if (problem !== null) return [fault(`Wix does not run the job "${functionName}": ${problem}`, 'correct it')];
      const found = resolveSpecifier(`backend/${functionLocation.replace(/^\//, '')}`, siteDir);
      const code = found.kind === 'site-file' ? files.get(found.name) : undefined;
      if (code === undefined) return [fault(`there is no file src/backend${functionLocation}`, 'correct the location')];
      const names = 'program' in code.parsed ? listExports(code.parsed.program).map(({ name }) => name) : ['*'];
      if (names.includes('*') || names.includes(functionName)) return [];
      return [fault(`src/${code.name} exports no "${functionName}"`, 'export it there')];
    });
  } catch (error) {
    if (error instanceof EmulatorError) return [fault(error.message, 'correct it')];
    throw error;
  }
}
