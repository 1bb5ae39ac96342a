const goods = ['Kumquat', 'Pomelo', 'Lychee', 'Longan', 'Choy sum', 'Lotus root', 'Dried plum', 'Yellow croaker'];
const STEP_MS = 2000;

/**
 * The market's prices: they move every two seconds and depend on the time alone.
 *
 * @param {number} now milliseconds since the epoch
 */
export function prices(now) {
  const step = Math.floor(now / STEP_MS);
  return goods.map((name, row) => {
    const dollars = 12 + row * 7 + 4 * Math.sin(step / (3 + row) + row);
    const before = 12 + row * 7 + 4 * Math.sin((step - 1) / (3 + row) + row);
    return { name, dollars: Number(dollars.toFixed(2)), change: Number((dollars - before).toFixed(2)) };
  });
}
