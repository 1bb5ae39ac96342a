import './check-node.mjs';
import './check-installed.mjs';

// Dynamic: see scripts/test.mjs.
const { checkPackages } = await import('./release/check-packages.mjs');
const differences = checkPackages();
for (const difference of differences) console.error(`not reproducible: ${difference}`);
process.exitCode = differences.length > 0 ? 1 : 0;
