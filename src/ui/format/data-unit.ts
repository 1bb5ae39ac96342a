/** The units that amounts are shown in. Each is 1000 or 1024 of the previous one, depending on the plan. */
export type DataUnit = 'kB' | 'MB' | 'GB';

export type UnitBase = 1000 | 1024;

const POWER: Record<DataUnit, number> = { kB: 1, MB: 2, GB: 3 };

/** Bytes in one unit. */
export function bytesPer(unit: DataUnit, base: UnitBase): number {
  return base ** POWER[unit];
}

/** The largest unit in which the rounded amount is at least 1, so that `1000 MB` is never written. */
export function pickUnit(bytes: number, base: UnitBase): DataUnit {
  if (bytes >= bytesPer('GB', base) * 0.9995) return 'GB';
  return bytes >= bytesPer('MB', base) * 0.9995 ? 'MB' : 'kB';
}
