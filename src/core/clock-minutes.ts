/** Minutes since midnight of a wall-clock time `HH:MM`. */
export const clockMinutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
