// The schema: every object's file loaded once, then built. Owns the list of those files.
import { lexicographicSortSchema, printSchema } from 'graphql';
import { builder } from './builder.ts';
import './attempts.ts';
import './changes.ts';
import './debugger.ts';
import './debugger-mutations.ts';
import './editor.ts';
import './errors.ts';
import './graph.ts';
import './healing.ts';
import './impact.ts';
import './intents.ts';
import './planned-edits.ts';
import './preview.ts';
import './project-graph.ts';
import './receipts.ts';
import './rollbacks.ts';
import './rooms.ts';
import './runs.ts';
import './settings.ts';
import './tokens.ts';
import './usage.ts';
import './watch.ts';
import './what-if.ts';
import './workers.ts';

export const schema = builder.toSchema();

/** The schema as text, sorted; the committed copy for clients is checked against it. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
