import { deliverSome } from '../delivery/deliver-due.ts';
import { noteNotKept } from '../jobs/not-kept.ts';
import type { SeldomSteps } from '../ports/ports.ts';
import { askForErasure } from '../retention/ask-for-erasure.ts';
import { eraseDataOfOrder } from '../retention/erase.ts';
import { keepUnhandled } from './keep-unhandled.ts';

/** The steps of handling an event that few events need. */
export const seldomSteps: SeldomSteps = { keepUnhandled, noteNotKept, deliverSome, askForErasure, eraseDataOfOrder };
