import { createJournal, type Journal } from '../calls/journal.ts';
import { createEmulatorClock, type EmulatorClock } from '../clock/emulator-clock.ts';
import { createIdSource, type IdSource } from '../id-source.ts';
import { type Collections, createCollections } from './collections.ts';
import { type Database, openDatabase } from './database.ts';
import { createItemIndexes, type ItemIndexes } from './item-indexes.ts';
import { createItemStore, type ItemStore } from './item-store.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { lastIdOf } from './records.ts';
import { createReferences, type References } from './references.ts';
import { createSettings, type Settings } from './settings.ts';
import { lockState, type StateLock } from './state-lock.ts';

/** All data of a site that outlives a container and a restart of the emulator. */
export interface State {
  readonly database: Database;
  readonly settings: Settings;
  readonly clock: EmulatorClock;
  readonly ids: IdSource;
  readonly journal: Journal;
  readonly collections: Collections;
  readonly items: ItemStore;
  readonly indexes: ItemIndexes;
  readonly references: References;
  readonly mirror: Mirror;
  /** Time at which this state was first opened, on its own clock: schedules start from it. */
  readonly publishedAt: number;
  close(): void;
}

/** Options for opening a state. */
export interface StateOptions {
  readonly stateFile: string;
  /** A lock held by the caller. Without one, the lock is taken, and released on closing. */
  readonly lock?: StateLock;
  /** Start time of the clock, for a new state only. */
  readonly startAt?: number;
  readonly seed?: number;
  /** `false` keeps no record of Wix calls (default: true). */
  readonly keepCalls?: boolean;
}

/** Opens a state file; throws an EmulatorError `STATE_IN_USE` if it is open elsewhere. */
export function openState(options: StateOptions): State {
  const ownLock = options.lock === undefined ? lockState(options.stateFile) : undefined;
  try {
    const database = openDatabase(options.stateFile, ['collections', 'settings']);
    try {
      return { ...readState(database, options), close };
    } catch (error) {
      database.close();
      throw error;
    }
    function close(): void {
      database.close();
      ownLock?.release();
    }
  } catch (error) {
    ownLock?.release();
    throw error;
  }
}

function readState(database: Database, options: StateOptions): Omit<State, 'close'> {
  const settings = createSettings(database);

  const storedTime = settings.get('clock');
  const startAt = typeof storedTime === 'number' ? storedTime : (options.startAt ?? Date.now());
  settings.put('clock', startAt);
  const clock = createEmulatorClock(startAt, (ms) => settings.put('clock', ms));

  const publishedAt = Number(settings.get('publishedAt') ?? startAt);
  settings.put('publishedAt', publishedAt);

  // A seed gives the same ids to equal runs, but different ids to successive runs on one state.
  const opened = Number(settings.get('timesOpened') ?? 0);
  settings.put('timesOpened', opened + 1);
  const ids = createIdSource(options.seed === undefined ? undefined : options.seed + opened * 0x9e3779b9);

  const collections = createCollections(database);
  const mirror = createMirror(clock.now);
  const references = createReferences(database, collections);
  const indexes = createItemIndexes(database);
  const items = createItemStore({ database, collections, references, indexes, mirror });
  const journal = createJournal(database, {
    keepCalls: options.keepCalls ?? true,
    // They have the numbers of the journal as ids.
    lastSeq: Number(lastIdOf(database, 'notifications')),
  });
  return { database, settings, clock, ids, journal, collections, references, items, indexes, mirror, publishedAt };
}
