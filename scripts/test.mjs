import './check-node.mjs';
import './check-installed.mjs';

// Dynamic: an older Node would fail to link what it cannot run, before the check could say so.
const { test } = await import('./test/test.mjs');
process.exitCode = await test();
