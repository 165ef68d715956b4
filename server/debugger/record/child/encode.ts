// Encodes values of the code under test without running any of it. Runs inside the sandbox.
import { types } from 'node:util';
import { encodeValue, type EncodedValue } from '../../values.ts';

export const encode = (value: unknown): EncodedValue => encodeValue(value, { isProxy: types.isProxy });
