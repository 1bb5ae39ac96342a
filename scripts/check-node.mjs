// Imported before anything else; its syntax must run in the old Node releases that it rejects.
const found = process.versions.node.split('.');
const major = Number(found[0]);

if (major < 20 || (major === 20 && Number(found[1]) < 19)) {
  console.error('Datagauge needs Node 20.19 or later; this is ' + process.versions.node + '.');
  console.error('Install a current one from https://nodejs.org (or with nvm, fnm, volta) and run the command again.');
  process.exit(1);
}
