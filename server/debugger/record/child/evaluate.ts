// Evaluates expressions that a person gave as values, inside the sandbox: nothing of the project is in scope.
import { encodeValue, type EncodedValue } from '../../values.ts';

export type EvaluatedExpression = { readonly kind: 'value'; readonly value: EncodedValue } | { readonly kind: 'failed'; readonly message: string };

const evaluateAll = eval;

async function evaluate(source: string): Promise<EvaluatedExpression> {
  try {
    return { kind: 'value', value: encodeValue(await (evaluateAll(`(${source}\n)`) as unknown)) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

process.on('message', (sources: readonly string[]) => {
  void (async () => {
    const results: EvaluatedExpression[] = [];
    for (const source of sources) results.push(await evaluate(source));
    process.send?.(results);
  })();
});
