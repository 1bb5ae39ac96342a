// `npm run bench:status`
import { runTypescriptBench } from '../support/run-typescript.mjs';

await runTypescriptBench(new URL('.', import.meta.url));
