import { apache } from './apache.mjs';
import { nginx } from './nginx.mjs';

export const FRONTS = { nginx, apache };
