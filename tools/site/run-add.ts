import { resolve } from 'node:path';

import { applyPlan } from './add/apply-plan.ts';
import type { StopReason } from './add/edit-events.ts';
import { readGitState, type GitState } from './add/git-state.ts';
import { planAdd, type AddPlan, type FileChange } from './add/plan-add.ts';
import { showChange, undoCommands } from './add/show-plan.ts';
import { openSite } from './run-check.ts';
import { countOf, type SiteLine } from './site-output.ts';

/** What `site add` is asked for. */
export interface AddRequest {
  readonly dir: string;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
}

function nextSteps(folder: string): string {
  return `
Next:
  there, npx wix install each of @wix/crm, @wix/ecom, @wix/events and @wix/pricing-plans
  there, edit src/backend/notification-rules.js: your rules, with the ids of your triggered emails
  here, npx order-events site check ${folder} --publishing
The rest is in docs/going-live.md.`;
}

/** `site add`: shows the diff, writes it unless it is a dry run, and gives the exit code. */
export async function runAdd({ dir, isDryRun, isJson }: AddRequest, line: SiteLine): Promise<number> {
  const folder = resolve(line.cwd, dir);
  const site = openSite(folder);
  const plan = planAdd(site, line.root);
  const git = await readGitState(folder);
  const reasons = plan.kind === 'stopped' ? plan.reasons : [];
  const isRefused = plan.kind === 'plan' && plan.changes.length > 0 && !isDryRun && git.kind !== 'clean';
  const isWritten = plan.kind === 'plan' && !isDryRun && !isRefused;
  if (isWritten) applyPlan(folder, plan.changes);
  if (isJson) await line.print(JSON.stringify(toJson(folder, plan, isWritten, isRefused ? git : undefined)));
  else await show(plan, { folder, isDryRun, git: isRefused ? git : undefined }, line);
  return reasons.length > 0 || isRefused ? 1 : 0;
}

function toJson(dir: string, plan: AddPlan, isWritten: boolean, git: GitState | undefined): object {
  const changes = plan.kind === 'plan' ? plan.changes : [];
  return {
    dir,
    written: isWritten,
    files: changes.map(({ path, before }) => ({ path, action: before === undefined ? 'create' : 'change' })),
    stopped: plan.kind === 'stopped' ? plan.reasons : [],
    git: git ?? null,
  };
}

interface Shown {
  readonly folder: string;
  readonly isDryRun: boolean;
  /** Why nothing was written although all could be. */
  readonly git: GitState | undefined;
}

async function show(plan: AddPlan, shown: Shown, line: SiteLine): Promise<void> {
  if (plan.kind === 'stopped') {
    showReasons(plan.reasons, line);
    return;
  }
  const { changes } = plan;
  if (changes.length === 0) {
    await line.print('Order events is there already: nothing to change.');
    return;
  }
  for (const change of changes) await line.print(showChange(change));
  if (shown.git === undefined) await showEnd(changes, shown, line);
  else showGit(shown.git, line);
}

async function showEnd(changes: readonly FileChange[], { isDryRun, folder }: Shown, line: SiteLine): Promise<void> {
  const files = countOf(changes.length, 'file');
  if (isDryRun) {
    await line.print(`${files} to change. Nothing was written: this was a dry run.`);
    return;
  }
  await line.print(`${files} changed in ${folder}. To take it back, there:`);
  for (const command of undoCommands(changes)) await line.print(`  ${command}`);
  await line.print(nextSteps(folder));
}

function showReasons(reasons: readonly StopReason[], { note }: SiteLine): void {
  note('Nothing was changed, because that would not be safe:');
  for (const { file, line, what, fix } of reasons) note(`  ${file}:${line}  ${what}\n    ${fix}`);
}

function showGit(git: GitState, { note }: SiteLine): void {
  if (git.kind === 'dirty') {
    note(
      `Nothing was written: Git has changes that are not committed (${git.files.join(', ')}). Commit or stash them.`,
    );
  } else note('Nothing was written: without a Git repository it could not be taken back. Run git init and commit.');
}
