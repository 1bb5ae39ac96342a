/**
 * @param {any} status the reply to `plan.status`
 * @returns {string} one line
 */
export function statusLine(status) {
  if (status.error) return `No plan to speak of: ${status.error}`;
  const { plan, state, used, remaining, endsAt, today } = status;
  const left = remaining === null ? 'no limit' : `${gigabytes(remaining, plan.unit)} left`;
  const until = endsAt === null ? '' : ` until ${inWords(endsAt, plan.timeZone)}`;
  const share = today.share === null ? '' : ` of a share of ${gigabytes(today.share, plan.unit)}`;
  return `${plan.name}, ${state}: ${gigabytes(used, plan.unit)} used, ${left}${until}; today ${gigabytes(today.used, plan.unit)}${share}.`;
}

/**
 * @param {number} bytes
 * @param {number} unit MB per GB
 */
function gigabytes(bytes, unit) {
  const megabyte = unit === 1024 ? 2 ** 20 : 1e6;
  const gigabyte = megabyte * unit;
  return bytes < gigabyte ? `${(bytes / megabyte).toFixed(1)} MB` : `${(bytes / gigabyte).toFixed(3)} GB`;
}

/**
 * @param {string} instant
 * @param {string} timeZone
 */
function inWords(instant, timeZone) {
  return new Date(instant).toLocaleString('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' });
}
