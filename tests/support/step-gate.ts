// Holds runs at a point that the test chooses, in the database that they have to pass: no step ends until the gate is opened.
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { StepType } from '../../server/generated/prisma/enums.ts';

export interface StepGate {
  open(): Promise<void>;
}

const GATE_KEY = 4_000_020;

/**
 * From now on, a step that completed waits to be recorded so until the gate is opened; with a type only a step of it. Opened at the latest
 * when the test ends. One gate at a time.
 */
export async function closeStepGate(databaseUrl: string, stepType?: StepType): Promise<StepGate> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let isOpen = false;
  const open = async () => {
    if (isOpen) return;
    isOpen = true;
    await client.end();
  };
  onTestFinished(open);
  await client.query('select pg_advisory_lock($1)', [GATE_KEY]);
  await client.query(`
    create or replace function pass_gate() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(${GATE_KEY});
      return new;
    end $$;
    drop trigger if exists step_gate on healing_executions;
    create trigger step_gate before update on healing_executions
      for each row when (new.status = 'COMPLETED'${stepType === undefined ? '' : ` and new.step_type = '${stepType}'`}) execute function pass_gate();`);
  return { open };
}
