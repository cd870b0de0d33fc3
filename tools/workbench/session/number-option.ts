import { InvalidArgumentError, Option } from 'commander';

/** Creates an option that takes a whole number from `least` to `most`. */
export function numberOption(
  flags: string,
  description: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): Option {
  return new Option(flags, description).argParser((text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`Write a whole number ${range}.`);
  });
}
