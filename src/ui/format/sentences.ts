import type { Voice } from '../wording/voice.ts';
import { sentenceGap } from './sentence-gap.ts';

/** Joins sentences into a paragraph; empty ones are left out. */
export const sentences = (parts: readonly string[], voice: Voice): string =>
  parts.filter((part) => part !== '').join(sentenceGap(voice));
