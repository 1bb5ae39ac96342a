import type { Pace } from '../../core/pace.ts';

/** The ends of the bank's slanted side, 0…1 from the left: time gone on the top edge, data used on the bottom edge. */
export type Side = { gone: number; used: number };

/** Data and time count as level while their shares differ by no more than this. */
export const LEAN_STEP = 0.03;

/** What is left, as a path in a 100 × 100 box: the quadrilateral between the slanted side and the right end. */
export function bodyPath({ gone, used }: Side): string {
  return `M ${at(gone)} 0 L 100 0 L 100 100 L ${at(used)} 100 Z`;
}

/** Vertical lines where days begin (0…1), as one path. */
export function dayLines(days: readonly number[]): string {
  return days.map((day) => `M ${at(day)} 0 V 100`).join(' ');
}

/** The time left once all data is used, as a clip path: the triangle under the top edge. */
export function spentClip({ gone }: Side): string {
  return `polygon(${at(gone)}% 0, 100% 0, 100% 100%)`;
}

/** Whether the side leans enough that a vertical line beside it can be told apart from it. */
export function isLeaning({ gone, used }: Side): boolean {
  return Math.abs(gone - used) > 0.02;
}

/** The mark's body in a 14 × 12 box. It shows only which way the bank leans, not how much is left. */
export function leanPath(pace: Exclude<Pace, 'idle'>): string {
  const [top, bottom] = LEANS[pace];
  return `M ${top} 0 L 14 0 L 14 12 L ${bottom} 12 Z`;
}

const LEANS: Record<Exclude<Pace, 'idle'>, [number, number]> = {
  spare: [8, 3],
  even: [5.5, 5.5],
  short: [3, 9],
  out: [3, 12.5],
};

function at(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
}
