import { CliError } from '../cli-error.ts';
import { nearest } from '../../../emulator/suggest/nearest.ts';
import type { FailureFault } from './fault-plan.ts';

const modules = [
  'wix-data',
  'wix-data.v2',
  'wix-crm-backend',
  'wix-members-backend',
  'wix-secrets-backend.v2',
  'wix-secrets-backend',
];
const kinds = ['data', 'email', 'secret'] as const;

/** Parses `CODE`, `CODE@KIND`, `CODE@MODULE` or `CODE@MODULE.MEMBER`; throws CliError if the local Wix has no such module. */
export function parseFault(text: string): FailureFault {
  const [, code, target] = /^([^@\s]+)(?:@(\S+))?$/.exec(text) ?? [];
  if (code === undefined) throw new CliError('wrong-value', `--fail ${text}: write CODE, or CODE@MODULE.MEMBER.`);
  if (target === undefined) return { code };
  const kind = kinds.find((candidate) => candidate === target);
  if (kind !== undefined) return { code, call: { kind } };
  const module = modules
    .filter((name) => target === name || target.startsWith(`${name}.`))
    .sort(byLength)
    .at(-1);
  if (module === undefined) {
    const message = `--fail ${text}: there is no module ${target} here. There are ${modules.join(', ')}, and the kinds ${kinds.join(', ')}.`;
    throw new CliError('wrong-value', message, { suggestion: nearest(target, [...modules, ...kinds]) });
  }
  const member = target.slice(module.length + 1);
  return { code, call: member === '' ? { module } : { module, member } };
}

function byLength(left: string, right: string): number {
  return left.length - right.length;
}
