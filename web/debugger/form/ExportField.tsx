import { useState } from 'react';
import { useQuery } from 'urql';
import { ExportFieldDocument } from '../debugger-documents.ts';
import { CompletedField, type CompletedFieldProps } from './CompletedField.tsx';
import { offerExports } from './offer-exports.ts';
import { useRoomId } from './room-context.ts';

interface ExportFieldProps extends CompletedFieldProps {
  /** Whose exports are offered. */
  file: string;
}

/** The name of an export of a file, completed while it is typed. */
export function ExportField({ file, ...props }: ExportFieldProps) {
  const room = useRoomId();
  const [isUsed, setUsed] = useState(false);
  const path = file.trim().replace(/^\.\//, '');
  const [{ data }] = useQuery({ query: ExportFieldDocument, variables: { room, path }, pause: !isUsed || path === '', requestPolicy: 'cache-and-network' });
  const known = data?.room?.file;
  return <CompletedField {...props} offered={isUsed && known?.path === path ? offerExports(known.exports, props.value) : []} onFocus={() => setUsed(true)} />;
}
