import './check-node.mjs';
import './check-installed.mjs';

// Dynamic: an older Node would fail to link modules that it cannot run, before the check could report that.
const { start } = await import('./start/start.mjs');
process.exitCode = await start(process.argv.slice(2));
