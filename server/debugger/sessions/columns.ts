// What an analysis leaves in the columns of a session. Owns the difference between JSON null and no value.
import { Prisma } from '../../generated/prisma/client.ts';
import type { Discrepancy } from '../discrepancy.ts';
import type { DataMapping } from '../stored.ts';

export function analysisColumns({ discrepancies, dataMapping }: { readonly discrepancies: readonly Discrepancy[]; readonly dataMapping: DataMapping | null }): Prisma.IntentDebuggerSessionUncheckedUpdateManyInput {
  return { discrepancies: discrepancies as unknown as Prisma.InputJsonArray, dataMapping: dataMapping === null ? Prisma.DbNull : (dataMapping as unknown as Prisma.InputJsonObject) };
}
