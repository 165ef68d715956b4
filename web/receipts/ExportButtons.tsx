import { Group } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { CommandButton } from '../shared/CommandButton.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOf, failureOfRequest, type Failure } from '../shared/failure.ts';
import { PrintedReceiptDocument } from './receipts-documents.ts';

const FORMATS = { JSON: { label: 'JSON', ending: 'json', type: 'application/json' }, MARKDOWN: { label: 'Markdown', ending: 'md', type: 'text/markdown' } } as const;
type Format = keyof typeof FORMATS;

function save(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** Saves the receipt as a file; what is in it is made by the server at that moment. */
export function ExportButtons({ runId }: { runId: string }) {
  const client = useClient();
  const [busy, setBusy] = useState<Format | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const download = async (format: Format) => {
    setBusy(format);
    const { data, error } = await client.query(PrintedReceiptDocument, { id: runId, format }, { requestPolicy: 'network-only' }).toPromise();
    setBusy(null);
    setFailure(error ? failureOfRequest(error) : data?.run ? null : failureOf({ code: 'NOT_FOUND', message: 'There is no such run any more.', hint: 'Choose another one of the list.' }));
    const { ending, type } = FORMATS[format];
    if (data?.run) save(data.run.printedReceipt, `receipt-${runId.replace(/[^A-Za-z0-9]/g, '').slice(-12)}.${ending}`, type);
  };
  return (
    <>
      <Group gap="xs">
        {(Object.keys(FORMATS) as Format[]).map((format) => (
          <CommandButton key={format} size="compact-sm" variant="default" loading={busy === format} onClick={() => void download(format)} data-testid={`export-${FORMATS[format].ending}`}>
            Save as {FORMATS[format].label}
          </CommandButton>
        ))}
      </Group>
      {failure && <FailureAlert failure={failure} />}
    </>
  );
}
