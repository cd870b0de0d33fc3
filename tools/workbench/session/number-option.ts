import { InvalidArgumentError, Option } from 'commander';

/** An option that takes a whole number. */
export function numberOption(flags: string, description: string, least: number): Option {
  return new Option(flags, description).argParser((text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
    throw new InvalidArgumentError(`Write a whole number from ${least}.`);
  });
}
