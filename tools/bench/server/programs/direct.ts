import { openProgram } from './open-program.ts';

// The same core on the same stores without an inbox: an answer comes when the work is done and its emails are sent.
const program = await openProgram();
program.serve(program.handle);
