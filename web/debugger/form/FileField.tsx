import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useLastKnown } from '../../shared/useLastKnown.ts';
import { FileFieldDocument } from '../debugger-documents.ts';
import { CompletedField, type CompletedFieldProps } from './CompletedField.tsx';
import { useRoomId } from './room-context.ts';

const OFFERED = 12;
const TYPING_MS = 120;

/** The path of a source file of the room, completed while it is typed. Nothing is asked before it is used. */
export function FileField(props: CompletedFieldProps) {
  const room = useRoomId();
  const [isUsed, setUsed] = useState(false);
  const [matching] = useDebouncedValue(props.value, TYPING_MS);
  const [{ data }] = useQuery({ query: FileFieldDocument, variables: { room, matching: matching.slice(0, 500), first: OFFERED }, pause: !isUsed, requestPolicy: 'cache-and-network' });
  const files = useLastKnown(data)?.room?.files ?? [];
  return <CompletedField {...props} offered={isUsed ? files.map(({ path }) => path) : []} onFocus={() => setUsed(true)} />;
}
