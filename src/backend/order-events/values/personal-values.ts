import { present, presentList } from './fields.ts';
import { isJsonObject } from './json-object.ts';

/** Personal values by field name. They are compared by digest and never stored, shown or logged. */
export type PersonalValues = Readonly<Record<string, string>>;

interface FormResponse {
  readonly inputValues?: readonly (FormInput | null | undefined)[] | null | undefined;
}

interface FormInput {
  readonly inputName?: string | null | undefined;
  readonly value?: Answer;
  readonly values?: readonly Answer[] | null | undefined;
}

type Answer = string | number | boolean | null | undefined;

/** Returns the answers of a ticket or checkout form, by question. Velo prints an empty `value` beside `values`, REST omits it. */
export function valuesOfForm(form: FormResponse | null | undefined): Record<string, string> {
  const answers: Record<string, string> = {};
  for (const { inputName, value, values } of presentList(form?.inputValues) ?? []) {
    if (typeof inputName !== 'string') continue;
    const answer = present([value, ...(values ?? [])].filter(isPresent).join('\n'));
    if (answer !== undefined) answers[inputName] = answer;
  }
  return answers;
}

function isPresent<Value>(value: Value): value is NonNullable<Value> {
  return value !== undefined && value !== null && value !== '';
}

/** Returns every text, number and boolean below a value, by dotted path, under the given prefix. */
export function valuesBelow(prefix: string, value: unknown): PersonalValues {
  const values: Record<string, string> = {};
  collectValues(prefix, value, values);
  return values;
}

function collectValues(path: string, value: unknown, values: Record<string, string>): void {
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      collectValues(`${path}.${String(index)}`, item, values);
    });
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) collectValues(`${path}.${key}`, item, values);
  } else if (isNonEmptyScalar(value)) {
    values[path] = String(value);
  }
}

function isNonEmptyScalar(value: unknown): value is string | number | boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
}
