// The options of a tsconfig that change what emitted code does. Reads the config and those it extends; decides nothing.
import { parseJsonc } from '../../graph/jsonc.ts';
import type { Tsconfigs } from '../../graph/tsconfigs.ts';
import { readConfigText } from '../../rooms/read-text.ts';
import type { EmitCompilerOptions } from './emit.ts';

/** For each file the compiler options of the config that governs it; nearer configs win over those they extend. */
export function createOptionsReader(tsconfigs: Tsconfigs): (path: string) => EmitCompilerOptions {
  const known = new Map<string, EmitCompilerOptions>();
  return (path) => {
    const governing = tsconfigs.governing(path);
    if (governing === null) return {};
    const options = known.get(governing.path) ?? readOptions(governing.config.inputs);
    known.set(governing.path, options);
    return options;
  };
}

/** `inputs`: the config first, then what it extends. */
function readOptions(inputs: readonly string[]): EmitCompilerOptions {
  return Object.assign({}, ...inputs.toReversed().map(optionsOf)) as EmitCompilerOptions;
}

function optionsOf(file: string): object {
  const text = readConfigText(file);
  try {
    return text === null ? {} : ((parseJsonc(text) as { compilerOptions?: object } | null)?.compilerOptions ?? {});
  } catch {
    // The graph tells about configs that are no JSON.
    return {};
  }
}
