// `npm run bench:wire`
import { runTypescriptBench } from '../support/run-typescript.mjs';

await runTypescriptBench(new URL('.', import.meta.url));
