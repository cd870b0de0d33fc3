import { type DocumentedObject, memberAddress } from '../../emulator/fidelity/wix-data.ts';
import { type DataErrorCode, errorCodePages } from '../../emulator/fidelity/wix-data-errors.ts';
import { markdownTable } from '../bench/results/markdown-table.ts';

const INTRODUCTION = `# What is emulated of \`wix-data\`

Each member that Wix documents, and whether the [local Wix](../emulator/README.md) has it: \`yes\`, \`differs\` where something is chosen
that Wix does not document ("unknown"), or is otherwise than documented, and \`missing\`. A missing member throws when a site uses it.

\`npm run emulated-members\` writes this page from \`emulator/fidelity/\`; tests compare that with the emulator.`;

/** Writes the page about the fidelity of `wix-data`. */
export function formatPage(objects: readonly DocumentedObject[], codes: readonly DataErrorCode[]): string {
  const members = objects.flatMap((object) => object.members);
  const count = (status: string): number => members.filter(({ emulated }) => emulated === status).length;
  const summary = `Of ${members.length} documented members ${count('yes')} are emulated, ${count('differs')} differ and ${count('missing')} are missing.`;
  return `${[INTRODUCTION, summary, ...objects.map(formatObject), formatCodes(codes)].join('\n\n')}\n`;
}

function formatObject(object: DocumentedObject): string {
  const rows = object.members.map((member) => [
    `[\`${member.name}\`](${memberAddress(object, member)})`,
    member.emulated,
    member.note ?? '',
  ]);
  return `## ${object.name}\n\n${markdownTable(['member', 'emulated', 'note'], rows, false)}`;
}

function formatCodes(codes: readonly DataErrorCode[]): string {
  const sorted = [...codes].sort((left, right) => left.code.localeCompare(right.code));
  const rows = sorted.map(({ code, produced, reason }) => [code, produced, reason ?? '']);
  const [page, text] = errorCodePages;
  return `## Error codes

The codes of [Wix's page](${page}), of a [stored text of it](${text}) and of Wix's packages \`@wix/wix-data-items-common\` and
\`@wix/filter-builder\`. \`calls\` are produced as documented, \`faults\` on request: \`faults.failNext({ code })\` produces any code. The code
is the property \`code\` of the error: the packages put \`WD_VALIDATION_ERROR\` there for invalid arguments, and what Wix's servers put there
is unknown.

${markdownTable(['code', 'produced by', 'why not by calls'], rows, false)}`;
}
