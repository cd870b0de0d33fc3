import { startGraphileInbox } from '../../compared/graphile-inbox.js';
import { openProgram } from './open-program.ts';

// The same core on the same stores, with graphile-worker as the inbox: an answer comes when the job is stored.
const program = await openProgram();
const inbox = await startGraphileInbox(program.databaseUrl, program.handle);
program.serve(inbox.add, inbox.stop);
