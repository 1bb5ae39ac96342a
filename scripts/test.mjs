import './check-node.mjs';
import './check-installed.mjs';

// Dynamic: an older Node would fail to link modules that it cannot run, before the check could report that.
const { test } = await import('./test/test.mjs');
process.exitCode = await test();
