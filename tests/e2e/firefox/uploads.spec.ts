import { expectSentCounted } from '../support/large-upload.ts';
import { test } from './fixture.ts';

for (const how of ['aborted', 'closed'] as const)
  test(`an upload counts while it is sent, and what was sent of it when it is ${how}`, async ({
    browserOf,
    server,
  }) => {
    await expectSentCounted(how, { newTab: () => browserOf.firefox.newTab(), flows: browserOf.flows, server });
  });
