import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CronExpressionParser } from 'cron-parser';
import { parse, type ParseError } from 'jsonc-parser';

import { EmulatorError } from '../emulator-error.ts';
import { wixLimits } from '../wix-limits.ts';

/** A job of `src/backend/jobs.config`. */
export interface ScheduledJob {
  readonly functionName: string;
  /** Path of the file relative to the backend's root, with a leading slash as in the configuration. */
  readonly functionLocation: string;
  readonly description: string;
  /** Five fields, in UTC. */
  readonly cronExpression: string;
  /** Reason for which Wix would not run the job; null if it would. */
  readonly problem: string | null;
}

const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/** Reads the jobs of a site; none if the file does not exist. */
export function readJobsConfig(siteDir: string): ScheduledJob[] {
  const file = join(siteDir, 'src', 'backend', 'jobs.config');
  if (!existsSync(file)) return [];
  const jobs = parseJobs(file);
  return jobs.map((job, index) => readJob(job, index));
}

function parseJobs(file: string): unknown[] {
  // The jobs.config that Wix creates begins with a comment, and some deployed sites have comments too.
  const errors: ParseError[] = [];
  const config: unknown = parse(readFileSync(file, 'utf8'), errors, { allowTrailingComma: true });
  if (errors.length > 0) throw new EmulatorError('INVALID_JOBS_CONFIG', `${file} is not JSON.`);
  const jobs = isRecord(config) ? config['jobs'] : undefined;
  if (Array.isArray(jobs)) return jobs;
  throw new EmulatorError('INVALID_JOBS_CONFIG', `${file} must be an object with an array "jobs".`);
}

function readJob(job: unknown, index: number): ScheduledJob {
  const given = isRecord(job) ? job : {};
  const config = isRecord(given['executionConfig']) ? given['executionConfig'] : {};
  const functionName = text(given['functionName']);
  const functionLocation = text(given['functionLocation']);
  const cronExpression = text(config['cronExpression']) || cronOf(config);
  return {
    functionName,
    functionLocation,
    description: text(given['description']),
    cronExpression,
    problem: findProblem(functionName, functionLocation, cronExpression, index),
  };
}

/**
 * Returns the reason for which Wix would not run a job, or null.
 * https://dev.wix.com/docs/develop-websites/articles/workspace-tools/developer-tools/recurring-jobs/scheduling-recurring-jobs
 */
function findProblem(name: string, location: string, cron: string, index: number): string | null {
  if (index >= wixLimits.scheduledJobs) return `Wix runs ${wixLimits.scheduledJobs} jobs at most.`;
  if (name === '') return 'The job has no functionName.';
  if (!location.startsWith('/'))
    return 'The functionLocation must begin with a slash, at the root of the backend folder.';
  if (cron === '') return 'The executionConfig has neither a cronExpression nor a time.';
  if (cron.trim().split(/\s+/).length !== 5) return 'A cronExpression has five fields.';
  try {
    const minutes = CronExpressionParser.parse(cron).fields.minute.values;
    return minutes.length > 1 ? 'Wix runs a job hourly at most.' : null;
  } catch (error) {
    return `The cronExpression cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Converts `{"time": "08:00"}`, with an optional `dayOfWeek` or `dateInMonth`, into a cron expression; empty if it is neither. */
function cronOf(config: Record<string, unknown>): string {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text(config['time'])) ?? [];
  if (hour === undefined || minute === undefined) return '';
  const weekday = weekdays.indexOf(text(config['dayOfWeek']).toUpperCase());
  const date = config['dateInMonth'];
  return `${Number(minute)} ${Number(hour)} ${typeof date === 'number' ? date : '*'} * ${weekday === -1 ? '*' : weekday}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
