// The program of the sandbox that calls a function; what it does is in `function.ts`.
import { runFunction } from './function.ts';

void runFunction();
