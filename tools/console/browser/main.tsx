import { render } from 'preact';

import { takeToken } from './api/token.ts';
import { App } from './app.tsx';
import { startStore } from './api/store.ts';

takeToken('events');
startStore();
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
