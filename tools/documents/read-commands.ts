/** A command that a document prints. */
export interface DocumentedCommand {
  /** The line of the document, 1 for the first. */
  readonly line: number;
  /** The heading above it. */
  readonly section: string;
  readonly text: string;
  /** As a comment behind it says, such as `# exit 1`. */
  readonly exitCode: number;
  /** What the document says that it prints. */
  readonly output: string | undefined;
  /** Whether the commands of the block work as they stand: `sh` and `console`. In a `shell` block they need more. */
  readonly isRunnable: boolean;
}

interface Block {
  readonly line: number;
  readonly section: string;
  readonly language: string;
  readonly text: string;
  /** The block of text that follows at once. */
  readonly output: string | undefined;
}

const fence = /^```(\w*)\n([^]*?)^```$(?:\n\n^```text\n([^]*?)^```$)?/gm;

/**
 * The commands of a Markdown document, in order. A block of `sh` or `shell` has one a line, and `text` behind it is what they print; a block of
 * `console` has each behind `$`, with what it prints below.
 */
export function readCommands(document: string): DocumentedCommand[] {
  return blocksOf(document).flatMap((block) => {
    switch (block.language) {
      case 'sh':
      case 'shell':
        return readLines(block);
      case 'console':
        return readSession(block);
      default:
        return [];
    }
  });
}

/** The lines of other blocks that look like commands, so that none is left out by its language. */
export function findHiddenCommands(document: string): string[] {
  return blocksOf(document)
    .filter(({ language }) => !['sh', 'shell', 'console'].includes(language))
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => /^\s*(\$ )?(npx|npm|git|docker|node) /.test(line));
}

function blocksOf(document: string): Block[] {
  return [...document.matchAll(fence)].map(({ index, 1: language = '', 2: text = '', 3: output }) => ({
    line: document.slice(0, index).split('\n').length + 1,
    section: [...document.slice(0, index).matchAll(/^#+ (.+)$/gm)].at(-1)?.[1] ?? '',
    language,
    text,
    output,
  }));
}

function readLines({ line, section, language, text, output }: Block): DocumentedCommand[] {
  const commands = text.trimEnd().split('\n');
  return commands.map((command, index) => ({
    line: line + index,
    section,
    ...withoutComment(command),
    output: index === commands.length - 1 ? output : undefined,
    isRunnable: language === 'sh',
  }));
}

function readSession({ line, section, text }: Block): DocumentedCommand[] {
  const parts = text.split(/^(?=\$ )/m);
  return parts.map((part, index) => {
    const [command = '', ...output] = part.slice('$ '.length).split('\n');
    const before = parts.slice(0, index).join('').split('\n').length - 1;
    return { line: line + before, section, ...withoutComment(command), output: output.join('\n'), isRunnable: true };
  });
}

function withoutComment(line: string): Pick<DocumentedCommand, 'text' | 'exitCode'> {
  const [text = '', comment = ''] = line.split(/\s+# /);
  return { text: text.trim(), exitCode: Number(/\bexit (\d+)/.exec(comment)?.[1] ?? 0) };
}
