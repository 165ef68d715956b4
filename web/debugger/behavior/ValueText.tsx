import { Button } from '@mantine/core';
import { useState } from 'react';
import { describeValue } from '../describe-value.ts';

const SHORT = 240;
const LONG = 20_000;

/** A value for reading; a long one is cut until all of it is asked for. */
export function ValueText({ value }: { value: unknown }) {
  const [isWhole, setWhole] = useState(false);
  const text = describeValue(value, isWhole ? LONG : SHORT);
  return (
    <span className="value">
      {text}
      {!isWhole && text.length >= SHORT && <Button size="compact-xs" variant="subtle" color="gray" ml={4} onClick={() => setWhole(true)}>more</Button>}
    </span>
  );
}
