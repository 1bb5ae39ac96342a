import './check-node.mjs';
import './check-installed.mjs';

// Dynamic: see scripts/test.mjs.
const { checkAddon } = await import('./release/check-addon.mjs');
const complaints = checkAddon();
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
