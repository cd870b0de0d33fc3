import { join } from 'node:path';
import ts from 'typescript';

/** JSON types of a field, such as `string` or `number|string`, by path; list items are at `path[]`. */
export type FieldTypes = Map<string, Set<string>>;

const MAX_DEPTH = 9;

/** Lists every field of a type that the SDK packages of the project at `root` declare, such as `import('@wix/ecom').orders.Order`. */
export function listTypedFields(root: string, typeTexts: Readonly<Record<string, string>>): Map<string, FieldTypes> {
  const file = join(root, 'documented-fields.virtual.ts');
  const names = Object.keys(typeTexts);
  const source = names.map((name, index) => `export type T${index} = ${typeTexts[name] ?? 'never'};`).join('\n');
  const program = ts.createProgram([file], compilerOptions, hostWith(file, source));
  const checker = program.getTypeChecker();
  const statements = program.getSourceFile(file)?.statements.filter(ts.isTypeAliasDeclaration) ?? [];
  return new Map(
    statements.map((statement, index) => {
      const fields: FieldTypes = new Map();
      addFields(checker.getTypeAtLocation(statement), '', 0, { checker, place: statement, fields });
      return [names[index] ?? '', fields];
    }),
  );
}

const compilerOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
};

function hostWith(file: string, source: string): ts.CompilerHost {
  const host = ts.createCompilerHost(compilerOptions);
  return {
    ...host,
    fileExists: (name) => name === file || host.fileExists(name),
    getSourceFile: (name, options) =>
      name === file
        ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true)
        : host.getSourceFile(name, options),
  };
}

interface Walk {
  readonly checker: ts.TypeChecker;
  readonly place: ts.Node;
  readonly fields: FieldTypes;
}

function addFields(type: ts.Type, path: string, depth: number, walk: Walk): void {
  const { checker, place, fields } = walk;
  for (const member of type.isUnion() ? type.types : [type]) {
    const kind = kindOf(member, checker);
    if (kind === undefined) continue;
    if (path !== '') fields.set(path, (fields.get(path) ?? new Set()).add(kind));
    if (depth >= MAX_DEPTH) continue;
    if (kind === 'array') {
      const [item] = checker.getTypeArguments(member as ts.TypeReference);
      if (item !== undefined) addFields(item, `${path}[]`, depth + 1, walk);
    } else if (kind === 'object') {
      for (const property of member.getProperties()) {
        const next = path === '' ? property.name : `${path}.${property.name}`;
        addFields(checker.getTypeOfSymbolAtLocation(property, place), next, depth + 1, walk);
      }
    }
  }
}

/** Returns the JSON type of a type; `undefined` if JSON omits it. `any` and open maps can hold any value. */
function kindOf(type: ts.Type, checker: ts.TypeChecker): string | undefined {
  const { flags } = type;
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void | ts.TypeFlags.Never)) return undefined;
  if (flags & (ts.TypeFlags.StringLike | ts.TypeFlags.EnumLike)) return 'string';
  if (flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BigIntLike)) return 'number';
  if (flags & ts.TypeFlags.BooleanLike) return 'boolean';
  if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'any';
  if (checker.isArrayType(type)) return 'array';
  if (type.symbol.name === 'Date') return 'string';
  return checker.getIndexInfosOfType(type).length > 0 ? 'any' : 'object';
}
