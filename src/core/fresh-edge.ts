import { MINUTE_MS } from './duration.ts';
import type { Plan } from './contract.ts';

/**
 * Whether an instant that usage is divided at, epoch ms, has only just become known: what a slot under way holds had come
 * before it. An older one divides it in proportion to time.
 */
export const isFreshEdge = (at: number, now: number): boolean => at <= now && now - at <= MINUTE_MS;

/** The instants, epoch ms, at which a plan or one of its allowances begins. */
export const beginningsOf = ({ activatedAt, allowances }: Plan): number[] =>
  [activatedAt, ...allowances.map(({ from }) => from)].filter((at) => at !== undefined).map((at) => Date.parse(at));
