/** All zones the browser knows by name, the device's own among them (`UTC` is in no browser's list). */
export function timeZones(deviceZone: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(deviceZone) ? known : [deviceZone, ...known];
}
