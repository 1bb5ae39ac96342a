/**
 * Sends the answer to an order as its reply, if there is one; `null` where it fails.
 *
 * @returns for the browser's listener: `true` where the reply comes later.
 */
export function replyWith(answer: unknown, reply: (answer: unknown) => void): true | undefined {
  if (answer instanceof Promise) {
    answer.then(reply, () => reply(null));
    return true;
  }
  if (answer !== undefined) reply(answer);
  return undefined;
}
