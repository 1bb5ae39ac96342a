import { expectSentCounted } from '../support/large-upload.ts';
import { test } from './fixture.ts';

for (const how of ['aborted', 'closed'] as const)
  test(`an upload counts while it is sent, and what was sent of it when it is ${how}`, async ({
    browserOf,
    server,
  }) => {
    const open = async (url: string) => {
      const tab = await browserOf.firefox.newTab();
      await tab.goto(url);
      return tab;
    };
    await expectSentCounted(how, { open, flows: browserOf.flows, server });
  });
