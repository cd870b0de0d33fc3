/** A command in a document. */
export interface DocumentedCommand {
  /** Line number in the document, from 1. */
  readonly line: number;
  /** Heading of its section. */
  readonly section: string;
  readonly text: string;
  /** Expected exit code, from a trailing comment such as `# exit 1`. */
  readonly exitCode: number;
  /** Output that the document shows. */
  readonly output: string | undefined;
  /** `true` if the commands of the block run as written (`sh` and `console`); those of a `shell` block need a setup. */
  readonly isRunnable: boolean;
}

interface Block {
  readonly line: number;
  readonly section: string;
  readonly language: string;
  readonly text: string;
  /** Text block that directly follows. */
  readonly output: string | undefined;
}

const fence = /^```(\w*)\n([^]*?)^```$(?:\n\n^```text\n([^]*?)^```$)?/gm;

/**
 * Returns the commands of a Markdown document, in order. A `sh` or `shell` block has one command per line, and a `text` block after it is
 * their output. A `console` block has each command after `$`, followed by its output.
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

/** Returns lines of other blocks that look like commands, so that none is skipped because of its block's language. */
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
