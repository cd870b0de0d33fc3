import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../../docs/decisions');
const files = readdirSync(folder).filter((file) => file !== 'README.md');
const index = readFileSync(join(folder, 'README.md'), 'utf8');
const TITLE_AND_DATE = /^# (\d+)\. (.+)\n\n(\d{1,2} [A-Z][a-z]+ \d{4})\n/;

/** The rows of the index as the records say them, in order of their numbers. */
function expectedRows(): string[] {
  return [...files].sort().map((file) => {
    const [, number = '', title = '', date = ''] = TITLE_AND_DATE.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
    return `| ${number} | [${title}](${file}) | ${date} |`;
  });
}

describe('docs/decisions', () => {
  it('lists every record once in its index, with its title and date', () => {
    const rows = index.split('\n').filter((line) => /^\| \d/.test(line));

    expect(rows).toEqual(expectedRows());
  });

  it.each(files)('numbers %s in its name as in its title', (file) => {
    const [, number = ''] = TITLE_AND_DATE.exec(readFileSync(join(folder, file), 'utf8')) ?? [];

    expect(file.slice(0, 5)).toBe(`${number.padStart(4, '0')}-`);
  });

  it('numbers the records without a gap', () => {
    const numbers = files.map((file) => Number(file.slice(0, 4))).sort((a, b) => a - b);

    expect(numbers).toEqual(files.map((_file, index) => index + 1));
  });
});
