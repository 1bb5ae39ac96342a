import { createGuesses, type Guesses } from '../core/guesses.ts';
import { keepGuesses } from '../storage/model-store.ts';
import type { Connection } from '../storage/connection.ts';
import type { CountingMemory } from './counting-memory.ts';
import { createKeepGuesses } from './keep-guesses.ts';
import { createThroughput, type Throughput } from './throughput.ts';

/** What this browser's own transfers teach: of sizes, and of the link. */
export type Lessons = {
  guesses: Guesses;
  throughput: Throughput;
  /** Writes down what was learned of sizes, where it was not for a while. */
  keep(): void;
};

export type LessonsDeps = { connection: Pick<Connection, 'get'>; now(): number; newId(): string };

/** Goes on with what was learned before; addresses' hashes are salted by a salt that is made once. */
export function createLessons(
  { connection, now, newId }: LessonsDeps,
  { guesses: learned, link }: Pick<CountingMemory, 'guesses' | 'link'>,
): Lessons {
  const throughput = createThroughput(link);
  const guesses = createGuesses({ ...learned, salt: learned.salt ?? newId() }, throughput.pace);
  const keep = createKeepGuesses(async () => keepGuesses(await connection.get(), guesses.dump()), now);
  return { guesses, throughput, keep };
}
