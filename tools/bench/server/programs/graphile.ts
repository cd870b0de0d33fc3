import { startGraphileInbox } from '../../packages/graphile-inbox.js';
import { openProgram } from './open-program.ts';

// Same core and stores with graphile-worker as the inbox: the answer is sent when the job is stored.
const program = await openProgram();
const inbox = await startGraphileInbox(program.databaseUrl, program.handle);
program.serve(inbox.add, inbox.stop);
