import { followDocument } from './follow-document.ts';

followDocument('README.md');
