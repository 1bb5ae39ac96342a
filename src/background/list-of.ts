import * as v from 'valibot';

/** A list of at most `most` items that drops invalid ones: one absurd item of a page must not spoil the rest. */
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
