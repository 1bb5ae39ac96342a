import * as v from 'valibot';

/**
 * A list of at most so many items, in which those that are not of the shape are left out: what a page has made absurd
 * takes nothing else with it.
 */
export function listOf<Item>(item: v.GenericSchema<unknown, Item>, most: number) {
  return v.pipe(
    v.array(v.unknown()),
    v.maxLength(most),
    v.transform((items) =>
      items.flatMap((one) => {
        const result = v.safeParse(item, one);
        return result.success ? [result.output] : [];
      }),
    ),
  );
}
