import { type DocumentedObject, memberAddress } from '../../emulator/fidelity/documented.ts';
import { type DataErrorCode, errorCodePages } from '../../emulator/fidelity/wix-data-errors.ts';
import type { DocumentedSentence } from '../../emulator/fidelity/sentences/documented-sentence.ts';
import { markdownTable } from '../bench/results/markdown-table.ts';

const INTRODUCTION = `# What is emulated of Wix

Each member that Wix documents for backends, by module, and whether the [local Wix](../emulator/README.md) has it: \`yes\`, \`differs\` where
something is chosen that Wix does not document ("unknown"), or is otherwise than documented, and \`missing\`. A missing member throws when a site
calls it, and \`onNotEmulated\` changes that. Modules that are not here are missing as a whole.

\`npm run emulated-members\` writes this page from \`emulator/fidelity/\`; tests compare that with the emulator.`;

/** Writes the page about the fidelity of the emulator. */
export function formatPage(
  wixData: readonly DocumentedObject[],
  others: readonly DocumentedObject[],
  codes: readonly DataErrorCode[],
  sentences: readonly DocumentedSentence[],
): string {
  const modules = new Map([['wix-data', wixData]]);
  for (const object of others) {
    const name = object.name.split(' ')[0] ?? '';
    modules.set(name, [...(modules.get(name) ?? []), object]);
  }
  const rows = [...modules].map(([name, objects]) => [`\`${name}\``, ...countsOf(objects)]);
  const all = ['all', ...countsOf([...wixData, ...others])];
  const summary = markdownTable(['module', 'members', 'emulated', 'differ', 'missing'], [...rows, all]);
  const parts = [
    INTRODUCTION,
    summary,
    ...wixData.map(formatObject),
    formatSentences(sentences),
    formatCodes(codes),
    ...others.map(formatObject),
  ];
  return `${parts.join('\n\n')}\n`;
}

function countsOf(objects: readonly DocumentedObject[]): string[] {
  const members = objects.flatMap((object) => object.members);
  const count = (status: string): number => members.filter(({ emulated }) => emulated === status).length;
  return [members.length, count('yes'), count('differs'), count('missing')].map(String);
}

function formatObject(object: DocumentedObject): string {
  const rows = object.members.map((member) => [
    `[\`${member.name}\`](${memberAddress(object, member)})`,
    member.emulated,
    member.note ?? '',
  ]);
  return `## ${object.name}\n\n${markdownTable(['member', 'emulated', 'note'], rows, false)}`;
}

function formatSentences(sentences: readonly DocumentedSentence[]): string {
  const rows = sentences.map(({ page, says, differs }) => {
    const name = page.slice(page.indexOf('wix-data/') + 'wix-data/'.length);
    return [`[${name}](${page})`, says, differs === undefined ? 'holds' : `differs: ${differs}`];
  });
  const held = sentences.filter(({ differs }) => differs === undefined).length;
  return `## Sentences of the documentation of wix-data

What Wix's pages say, in other words, and whether it holds here. Each is tried by a test. Of ${sentences.length} sentences ${held} hold, and ${sentences.length - held} differ.

${markdownTable(['page', 'sentence', 'here'], rows, false)}`;
}

function formatCodes(codes: readonly DataErrorCode[]): string {
  const sorted = [...codes].sort((left, right) => left.code.localeCompare(right.code));
  const rows = sorted.map(({ code, produced, reason }) => [code, produced, reason ?? '']);
  const [page, text] = errorCodePages;
  return `## Error codes of wix-data

The codes of [Wix's page](${page}), of a [stored text of it](${text}) and of Wix's packages \`@wix/wix-data-items-common\` and
\`@wix/filter-builder\`. \`calls\` are produced as documented, \`faults\` on request: \`faults.failNext({ code })\` produces any code. The code
is the property \`code\` of the error: the packages put \`WD_VALIDATION_ERROR\` there for invalid arguments, and what Wix's servers put there
is unknown.

${markdownTable(['code', 'produced by', 'why not by calls'], rows, false)}`;
}
