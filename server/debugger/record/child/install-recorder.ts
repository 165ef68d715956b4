// Runs before instrumented code and gives it its recorder. Test runners get the way to keep the trace with it.
import { writeFileSync } from 'node:fs';
import util from 'node:util';
import { serialize } from 'node:v8';
import { installRecorder } from './runtime-install.ts';

const recorder = installRecorder();
const traceFile = process.env['SUPERNOVA_TRACE'];

// Code with globals of its own finds it by a module that all realms share.
(util as unknown as Record<symbol, unknown>)[Symbol.for('supernova.recorder')] = recorder;

if (traceFile !== undefined) {
  let isKept = false;
  const flush = (): void => {
    const snapshot = recorder.snapshot();
    if (isKept || snapshot.calls.counted === 0) return;
    isKept = true;
    try {
      writeFileSync(traceFile, serialize(snapshot));
    } catch {
      // Without the file there is no trace, and the tests count all the same.
    }
  };
  Object.assign(recorder, { flush });
  process.once('exit', flush);
}
