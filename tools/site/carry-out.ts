import { resolve } from 'node:path';

import { findWriteProblems, writeFiles } from '../repository/write-files.ts';
import { readGitState, type GitState } from './add/git-state.ts';
import type { AddPlan, FileChange } from './add/plan-add.ts';
import { showChange, undoCommands } from './add/show-plan.ts';
import { stopFor, type StopReason } from './add/stop-reason.ts';
import { openSite } from './run-check.ts';
import type { SiteFiles } from './check/read-site.ts';
import { countOf, type SiteLine } from './site-output.ts';

/** Request to a command that changes a site. */
export interface ChangeRequest {
  readonly dir: string;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
}

/** Work of a command that changes a site. */
export interface ChangeWork {
  readonly plan: (site: SiteFiles) => AddPlan;
  /** Text if there is nothing to change. */
  readonly nothing: string;
  /** Lines printed before the plan, after it, and after it was carried out. */
  readonly introduction: (site: SiteFiles) => readonly string[];
  readonly conclusion?: (site: SiteFiles, changes: readonly FileChange[]) => readonly string[];
  readonly next: (folder: string, site: SiteFiles) => readonly string[];
  /** Further fields of the `--json` output. */
  readonly more?: (site: SiteFiles, changes: readonly FileChange[]) => object;
}

type State =
  | { readonly kind: 'stopped'; readonly reasons: readonly StopReason[] }
  | { readonly kind: 'refused'; readonly changes: readonly FileChange[]; readonly git: GitState }
  | { readonly kind: 'shown' | 'written'; readonly changes: readonly FileChange[] };

/** Shows the changes to a site, then writes them unless it is a dry run; returns the exit code. */
export async function carryOut(request: ChangeRequest, work: ChangeWork, line: SiteLine): Promise<number> {
  const folder = resolve(line.cwd, request.dir);
  const site = openSite(folder);
  const plan: AddPlan =
    site.problems.length > 0 ? { kind: 'stopped', reasons: site.problems.map(stopFor) } : work.plan(site);
  const decided = await decide(folder, plan, request.isDryRun);
  if (!request.isJson) await showPlan(site, decided, work, line);
  const state = decided.kind === 'written' ? write(folder, decided) : decided;
  // A link that came into the way since the plan was made.
  if (state !== decided && !request.isJson) await showPlan(site, state, work, line);
  if (request.isJson)
    await line.print(JSON.stringify({ ...toJson(folder, state), ...work.more?.(site, changesOf(state)) }));
  else await showEnd(folder, site, state, work, line);
  return state.kind === 'stopped' || state.kind === 'refused' ? 1 : 0;
}

async function decide(folder: string, plan: AddPlan, isDryRun: boolean): Promise<State> {
  if (plan.kind === 'stopped') return plan;
  const { changes } = plan;
  const problems = findWriteProblems(
    folder,
    changes.map(({ path }) => path),
  );
  if (problems.length > 0) return { kind: 'stopped', reasons: problems.map(stopFor) };
  if (isDryRun) return { kind: 'shown', changes };
  const git = await readGitState(folder);
  return changes.length > 0 && git.kind !== 'clean' ? { kind: 'refused', changes, git } : { kind: 'written', changes };
}

function write(folder: string, state: Extract<State, { readonly kind: 'shown' | 'written' }>): State {
  const problems = writeFiles(folder, state.changes);
  return problems.length > 0 ? { kind: 'stopped', reasons: problems.map(stopFor) } : state;
}

function changesOf(state: State): readonly FileChange[] {
  return state.kind === 'stopped' ? [] : state.changes;
}

function toJson(dir: string, state: State): object {
  const changes = changesOf(state);
  return {
    dir,
    written: state.kind === 'written',
    files: changes.map(({ path, before, after }) => ({ path, action: actionOf(before, after) })),
    stopped: state.kind === 'stopped' ? state.reasons : [],
    git: state.kind === 'refused' ? state.git : null,
  };
}

function actionOf(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return 'create';
  return after === undefined ? 'remove' : 'change';
}

async function showPlan(site: SiteFiles, state: State, work: ChangeWork, { print, note }: SiteLine): Promise<void> {
  if (state.kind === 'stopped') {
    note('Nothing was changed, because that would not be safe:');
    for (const { file, line, what, fix } of state.reasons) note(`  ${file}:${line}  ${what}\n    ${fix}`);
    return;
  }
  if (state.changes.length === 0) return;
  for (const text of work.introduction(site)) await print(text);
  for (const change of state.changes) await print(showChange(change));
  for (const text of work.conclusion?.(site, state.changes) ?? []) await print(text);
}

async function showEnd(
  folder: string,
  site: SiteFiles,
  state: State,
  work: ChangeWork,
  { print, note }: SiteLine,
): Promise<void> {
  if (state.kind === 'stopped') return;
  if (state.kind === 'refused') {
    note(`Nothing was written: ${whyRefused(state.git)}`);
    return;
  }
  const { changes } = state;
  const files = countOf(changes.length, 'file');
  if (changes.length === 0) await print(work.nothing);
  else if (state.kind === 'shown') await print(`${files} to change. Nothing was written: this was a dry run.`);
  else {
    await print(`${files} changed in ${folder}. To take it back, there:`);
    for (const command of undoCommands(changes)) await print(`  ${command}`);
    for (const text of work.next(folder, site)) await print(text);
  }
}

function whyRefused(git: GitState): string {
  return git.kind === 'dirty'
    ? `Git has changes that are not committed (${git.files.join(', ')}). Commit or stash them.`
    : 'without a Git repository it could not be taken back. Run git init and commit.';
}
