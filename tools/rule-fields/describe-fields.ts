import { join } from 'node:path';
import ts from 'typescript';

/** Field of a type, with the parts of its docstring. */
export interface DescribedField {
  readonly name: string;
  /** Declared type, without `undefined`. */
  readonly type: string;
  /** `true` if the field can be left out or be `undefined`. */
  readonly isOptional: boolean;
  readonly isFunction: boolean;
  /** Docstring without the sentences about absence. */
  readonly meaning: string;
  /** Sentences of the docstring that say when the field is absent, such as `Absent without a coupon.` */
  readonly absence: string;
  /** Fields of an object. */
  readonly fields: readonly DescribedField[];
  /** Fields of each item of a list. */
  readonly items: readonly DescribedField[];
}

const TYPES_FILE = 'tools/rule-fields/described-types.ts';

/** Returns the fields of each described type, by type name, read from the sources of the project at `root`. */
export function describeFields(root: string): ReadonlyMap<string, readonly DescribedField[]> {
  const file = join(root, TYPES_FILE);
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.tools.json'), {}, hostOf(ts.sys));
  const { tsBuildInfoFile: _, ...options } = { ...config?.options, incremental: false };
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const [described] = program.getSourceFile(file)?.statements.filter(ts.isInterfaceDeclaration) ?? [];
  if (described === undefined) throw new Error(`${TYPES_FILE} declares no interface`);
  const fields = fieldsOf(checker.getTypeAtLocation(described), { checker, place: described });
  return new Map(fields.map(({ name, fields: own }) => [name, own]));
}

function hostOf(system: ts.System): ts.ParseConfigFileHost {
  return { ...system, onUnRecoverableConfigFileDiagnostic: () => undefined };
}

interface Walk {
  readonly checker: ts.TypeChecker;
  readonly place: ts.Node;
}

function fieldsOf(type: ts.Type, walk: Walk): DescribedField[] {
  return type.getProperties().map((property) => describe(property, walk));
}

function describe(property: ts.Symbol, walk: Walk): DescribedField {
  const { checker, place } = walk;
  const declared = checker.getTypeOfSymbolAtLocation(property, place);
  const type = checker.getNonNullableType(declared);
  const isFunction = type.getCallSignatures().length > 0;
  const [item] = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  const [meaning, absence] = wordsOf(property, checker);
  return {
    name: property.name,
    type: textOf(property, type, walk),
    isOptional: (property.flags & ts.SymbolFlags.Optional) !== 0 || type !== declared,
    isFunction,
    meaning,
    absence,
    fields: item === undefined && !isFunction && isObject(type, checker) ? fieldsOf(type, walk) : [],
    items: item !== undefined && isObject(item, checker) ? fieldsOf(item, walk) : [],
  };
}

/** `true` for an object with a fixed set of fields: not a branded string or a map. */
function isObject(type: ts.Type, checker: ts.TypeChecker): boolean {
  return (type.flags & ts.TypeFlags.Object) !== 0 && checker.getIndexInfosOfType(type).length === 0;
}

/** Returns the declared type as text; for a mapped type, its result. */
function textOf(property: ts.Symbol, type: ts.Type, { checker, place }: Walk): string {
  const { valueDeclaration } = property;
  const isOwn = valueDeclaration !== undefined && ts.isPropertySignature(valueDeclaration);
  const written = isOwn ? valueDeclaration.type?.getText() : undefined;
  return (written ?? checker.typeToString(type, place)).replace(/ \| undefined$/, '');
}

function wordsOf(property: ts.Symbol, checker: ts.TypeChecker): [meaning: string, absence: string] {
  const text = ts.displayPartsToString(property.getDocumentationComment(checker)).replaceAll(/\s+/g, ' ').trim();
  const start = /(^|(?<=[.;] ))(Absent|Each is absent|An answer is absent|A field that was absent)\b/.exec(text)?.index;
  return start === undefined ? [text, ''] : [text.slice(0, start).trim(), text.slice(start)];
}
