// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import { expect, test } from 'vitest';
import { useSelfHealing } from '../../../web/healing/useSelfHealing.ts';
import { NavigationContext } from '../../../web/shared/navigation.ts';
import type { Address } from '../../../web/shared/useAddress.ts';
import { showWithServer } from '../../support/happy-page.tsx';

function Analyzing({ words }: { words: string }) {
  const { analyze } = useSelfHealing('room');
  useEffect(() => void analyze(words), []);
  return null;
}

/** Where the page goes while an analysis is not answered yet. */
function analyzing(words: string): Partial<Address>[] {
  const gone: Partial<Address>[] = [];
  const never = () => new Promise(() => {});
  showWithServer(
    <MantineProvider env="test"><NavigationContext value={{ goTo: (address) => gone.push(address), hrefOf: () => '' }}><Analyzing words={words} /></NavigationContext></MantineProvider>,
    { HealingStatus: never, CaptureIntent: never },
  );
  return gone;
}

test('while an intent is analyzed its words stand in the address, so that they outlive a reload', async () => {
  const gone = analyzing('delete src/a.ts');
  await expect.poll(() => gone).toEqual([{ room: 'room', run: null, words: 'delete src/a.ts' }]);
});

test('a diff that is too long for an address does not', async () => {
  const gone = analyzing(`--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-${'a'.repeat(500)}\n+b\n`);
  await expect.poll(() => gone).toEqual([{ room: 'room', run: null, words: null }]);
});
