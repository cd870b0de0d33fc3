import { render } from 'preact';

import { followConsole } from '../../../console/browser/api/page-state.ts';
import { takeToken } from '../../../console/browser/api/token.ts';
import { ServerApp } from './app.tsx';

takeToken('webhooks');
followConsole();
const root = document.getElementById('app');
if (root !== null) render(<ServerApp />, root);
