/** Whether a page of the tests' hosts gets what it asks for. `page`: a tab of either browser. */
export const canLoad = (page: { evaluate(code: () => Promise<boolean>): Promise<boolean> }): Promise<boolean> =>
  page.evaluate(() =>
    fetch('/seen').then(
      () => true,
      () => false,
    ),
  );
