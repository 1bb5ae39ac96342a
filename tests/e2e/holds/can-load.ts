/** Whether a page on one of the tests' hosts can load anything. `page`: a tab of either browser. */
export const canLoad = (page: { evaluate(code: () => Promise<boolean>): Promise<boolean> }): Promise<boolean> =>
  page.evaluate(() =>
    fetch('/seen').then(
      () => true,
      () => false,
    ),
  );
