import type { Reading } from './contract.ts';
import { epochMs } from './epoch-ms.ts';

/** Two readings of a plan with the same key say the same of the same instant, whatever message said it. */
export function readingKey({ asOf, used, remaining, total, percentUsed, exhausted, scope }: Reading): string {
  return [epochMs(asOf ?? ''), used, remaining, total, percentUsed, exhausted, scope].join();
}
