/**
 * A site of a set. Made, its texts are compressed and its films are there, which takes a while.
 *
 * @typedef {{ name: string, make: () => import('../../support/site.mjs').Site }} Entry
 */

/**
 * @template {{ name: string }} N
 * @param {(numbers: N) => import('../../support/site.mjs').Site} make a scenario
 * @param {N} numbers
 * @returns {Entry}
 */
export const entry = (make, numbers) => ({ name: numbers.name, make: () => make(numbers) });
