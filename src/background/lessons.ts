import { createGuesses, type Guesses } from '../core/guesses.ts';
import { keepGuesses } from '../storage/model-store.ts';
import type { Connection } from '../storage/connection.ts';
import type { CountingMemory } from './counting-memory.ts';
import { createKeepGuesses } from './keep-guesses.ts';
import { createThroughput, type Throughput } from './throughput.ts';

/** What is learned from this browser's own transfers: of sizes, and of the link. */
export type Lessons = {
  guesses: Guesses;
  throughput: Throughput;
  /** Stores what was learned of sizes, if it was not stored for a while. */
  keep(): void;
};

export type LessonsDeps = { connection: Pick<Connection, 'get'>; now(): number; newId(): string };

/** Continues from what was learned before; hashes of addresses use a salt that is created once. */
export function createLessons(
  { connection, now, newId }: LessonsDeps,
  { guesses: learned, link }: Pick<CountingMemory, 'guesses' | 'link'>,
): Lessons {
  const throughput = createThroughput(link);
  const guesses = createGuesses({ ...learned, salt: learned.salt ?? newId() }, throughput.pace);
  const keep = createKeepGuesses(async () => keepGuesses(await connection.get(), guesses.dump()), now);
  return { guesses, throughput, keep };
}
