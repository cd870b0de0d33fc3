import { openProgram } from './open-program.ts';

// Same core and stores without an inbox: the answer is sent when the work is done and its emails are sent.
const program = await openProgram();
program.serve(program.handle);
