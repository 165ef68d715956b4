import { Button, Tooltip, VisuallyHidden, type ButtonProps } from '@mantine/core';
import { useId, type ComponentPropsWithoutRef, type MouseEvent } from 'react';
import { useOffline } from './useOffline.ts';

type CommandButtonProps = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps | 'style'>;

/** A button whose press asks something of the server: while that cannot be reached it does nothing, and says why to mouse, keyboard and screen reader. */
export function CommandButton({ onClick, disabled, ...rest }: CommandButtonProps) {
  const offline = useOffline();
  const reasonId = useId();
  const isOff = offline !== null && !disabled;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isOff) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <>
      <Tooltip label={`${offline} This works again once it is back.`} disabled={!isOff} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
        <Button {...rest} disabled={disabled ?? false} {...(isOff && { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': reasonId })} onClick={press} />
      </Tooltip>
      {isOff && <VisuallyHidden id={reasonId}>{offline} This works again once it is back.</VisuallyHidden>}
    </>
  );
}
