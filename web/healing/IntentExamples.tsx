import { Button, Text } from '@mantine/core';

const EXAMPLES = ['rename formatPrice to formatMoney in src/pricing/format.ts', 'move src/cart/totals.ts to src/checkout/totals.ts', 'move formatPrice from src/pricing/format.ts to src/pricing/money.ts', 'add parameter locale to formatPrice in src/pricing/format.ts with argument \'en\'', 'delete src/flags/flags.ts'];
const FORMS = ['rename NAME to OTHER in FILE', 'move FILE to FILE', 'move NAME from FILE to FILE', 'add parameter NAME to NAME in FILE with argument VALUE', 'delete FILE', 'delete NAME from FILE'];

/** How a change is said: in the sample room by changes of its files, elsewhere by the forms that are understood. */
export function IntentExamples({ isSample, onWords }: { isSample: boolean; onWords: (words: string) => void }) {
  if (!isSample) {
    return (
      <div>
        <Text size="xs" c="dimmed" mt="xs">Names and paths are completed while you type. Forms that are understood, among others:</Text>
        <ul className="intent-forms">{FORMS.map((form) => <li key={form}><code>{form}</code></li>)}</ul>
      </div>
    );
  }
  return (
    <div className="intent-examples" role="group" aria-label="Examples">
      <Text size="xs" c="dimmed">For example</Text>
      {EXAMPLES.map((example) => (
        <Button key={example} size="compact-xs" variant="subtle" color="gray" className="suggestion" onClick={() => onWords(example)}>{example}</Button>
      ))}
    </div>
  );
}
