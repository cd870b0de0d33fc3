import type { Expression, Program } from 'acorn';

import { createFinding, type Finding, type FindingCode } from './finding.ts';
import { listExports, topLevelBindings } from './list-exports.ts';
import type { Binding } from './list-exports.ts';
import { lineOf } from './parse-module.ts';
import { visitNodes } from './visit-nodes.ts';

type ExportProblem = Extract<FindingCode, 're-export' | 'dynamic-export' | 'member-export' | 'not-a-function'>;

const reasons: Readonly<Record<ExportProblem, string>> = {
  're-export': 'is imported and exported again',
  'dynamic-export': 'is the result of an expression that has to run first',
  'member-export': 'is taken out of an object',
  'not-a-function': 'is not a function that Wix can call',
};

/**
 * Returns the exports of `events.js`, `data.js`, `routers.js` or a service plugin that Wix silently ignores.
 * https://dev.wix.com/docs/develop-websites/articles/coding-with-velo/java-script-velo/module-export-syntax
 */
export function findUnsupportedExports(program: Program): Finding[] {
  const bindings = topLevelBindings(program);
  const findings = listExports(program).flatMap(({ name, line, binding }): Finding[] => {
    const code = problemOf(binding, bindings, new Set());
    return code === undefined ? [] : [findingFor(name, code, line)];
  });
  return [...findings, ...findCommonJs(program)];
}

function findingFor(name: string, code: ExportProblem, line: number): Finding {
  const form = name === '*' || name === 'default' ? 'each handler' : name;
  const what = `"${name}" ${reasons[code]}, so Wix never calls it`;
  return createFinding(code, line, what, `write \`export function ${form}(event) { … }\``);
}

function problemOf(
  binding: Binding | undefined,
  bindings: ReadonlyMap<string, Binding>,
  seen: Set<string>,
): ExportProblem | undefined {
  switch (binding?.kind) {
    case 'import':
      return 're-export';
    case 'unpacked':
      return 'member-export';
    case 'function':
      return binding.isGenerator ? 'not-a-function' : undefined;
    case 'value':
      return problemOfValue(binding.value, bindings, seen);
    case 'class':
    case undefined:
      return 'not-a-function';
  }
}

function problemOfValue(
  value: Expression | undefined,
  bindings: ReadonlyMap<string, Binding>,
  seen: Set<string>,
): ExportProblem | undefined {
  switch (value?.type) {
    case 'ArrowFunctionExpression':
      return undefined;
    case 'FunctionExpression':
      return value.generator ? 'not-a-function' : undefined;
    case 'MemberExpression':
    case 'ChainExpression':
      return 'member-export';
    case 'Identifier': {
      const isCircular = seen.has(value.name);
      return isCircular ? 'not-a-function' : problemOf(bindings.get(value.name), bindings, seen.add(value.name));
    }
    case 'Literal':
    case 'TemplateLiteral':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ClassExpression':
    case undefined:
      return 'not-a-function';
    default:
      return 'dynamic-export';
  }
}

function findCommonJs(program: Program): Finding[] {
  const findings: Finding[] = [];
  visitNodes(program, (node) => {
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') {
      return;
    }
    const isModule = node.object.name === 'module' && 'name' in node.property && node.property.name === 'exports';
    if (isModule || node.object.name === 'exports') {
      const what = 'CommonJS exports are never called by Wix';
      findings.push(createFinding('commonjs-export', lineOf(node), what, 'write `export function …`'));
    }
  });
  return findings;
}
