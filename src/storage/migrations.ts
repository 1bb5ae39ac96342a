import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { DatagaugeSchema } from './schema.ts';

type Upgrade = (
  database: IDBPDatabase<DatagaugeSchema>,
  transaction: IDBPTransaction<DatagaugeSchema, StoreNames<DatagaugeSchema>[], 'versionchange'>,
) => void;

/** `MIGRATIONS[n]` upgrades version n to n + 1. Must never be edited once released: add one. */
export const MIGRATIONS: readonly Upgrade[] = [
  (database) => {
    database.createObjectStore('slots', { keyPath: ['from', 'owner'] });
    database.createObjectStore('names');
    database.createObjectStore('folds');
    database.createObjectStore('plans', { keyPath: 'id' });
    database.createObjectStore('readings', { keyPath: 'id' });
    database.createObjectStore('settings');
    database.createObjectStore('sharing');
    database.createObjectStore('holds', { keyPath: 'site' });
    database.createObjectStore('holdSettings');
    database.createObjectStore('flushes', { keyPath: 'run' });
    database.createObjectStore('openPostings', { keyPath: 'id' });
    database.createObjectStore('models');
    database.createObjectStore('alertMarks');
    database.createObjectStore('alerts', { keyPath: 'id' }).createIndex('isShown', 'isShown');
  },
  (database) => {
    database.createObjectStore('summaries', { keyPath: ['length', 'from'] });
  },
  (database) => {
    database.createObjectStore('brought', { keyPath: ['from', 'owner', 'source'] });
    database.createObjectStore('archives', { keyPath: 'digest' });
  },
  (database, transaction) => {
    // For a time version 2 keyed them by their start alone. They are derived data, and are rebuilt.
    if (Array.isArray(transaction.objectStore('summaries').keyPath)) return;
    database.deleteObjectStore('summaries');
    database.createObjectStore('summaries', { keyPath: ['length', 'from'] });
  },
  (database) => {
    // Since then they have two parts and other lengths. They are rebuilt.
    database.deleteObjectStore('summaries');
    database.createObjectStore('summaries', { keyPath: ['part', 'length', 'from'] }).createIndex('to', 'to');
  },
];
