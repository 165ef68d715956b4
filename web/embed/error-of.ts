import type { Failure } from '../shared/failure.ts';
import type { SupernovaError } from './public-types.ts';

/** What another application is told of a failure. */
export const errorOf = ({ code, message, hint }: Failure): SupernovaError => ({ code, message, hint });
