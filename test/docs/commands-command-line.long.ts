import { followDocument } from './follow-document.ts';

followDocument('docs/command-line.md');
