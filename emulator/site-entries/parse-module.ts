import { parse } from 'acorn';
import type { Node, Program } from 'acorn';

/** Newest JavaScript edition that Wix's own types for site code assume: ES2020. */
export const SITE_ECMA_VERSION = 2020;

/** Parsed module, or the line and reason of a syntax error. */
export type ParsedModule =
  | { readonly kind: 'module'; readonly program: Program }
  | { readonly kind: 'unreadable'; readonly line: number; readonly reason: string };

type Edition = typeof SITE_ECMA_VERSION | 'latest';

/** Cache by edition and text; a key combined of both would be a long new string to hash at every lookup. */
const parsedModules: Readonly<Record<Edition, Map<string, ParsedModule>>> = {
  [SITE_ECMA_VERSION]: new Map(),
  latest: new Map(),
};
const MAX_PARSED_MODULES = 200;

/** Parses JavaScript as an ES module of the given edition; never throws on its text. Results are cached by text. */
export function parseModule(text: string, ecmaVersion: Edition): ParsedModule {
  const known = parsedModules[ecmaVersion];
  const parsed = known.get(text) ?? parseOnce(text, ecmaVersion);
  if (known.size >= MAX_PARSED_MODULES) known.clear();
  known.set(text, parsed);
  return parsed;
}

function parseOnce(text: string, ecmaVersion: Edition): ParsedModule {
  try {
    return { kind: 'module', program: parse(text, { ecmaVersion, sourceType: 'module', locations: true }) };
  } catch (error) {
    if (error instanceof SyntaxError && 'loc' in error) {
      return { kind: 'unreadable', line: lineOf(error), reason: error.message };
    }
    throw error;
  }
}

/** Returns the line, from 1, at which a node or a parser error starts. */
export function lineOf(located: Node | { readonly loc: unknown }): number {
  const { loc } = located;
  const start: unknown = typeof loc === 'object' && loc !== null && 'start' in loc ? loc.start : loc;
  const isPosition = typeof start === 'object' && start !== null && 'line' in start;
  return isPosition && typeof start.line === 'number' ? start.line : 1;
}
