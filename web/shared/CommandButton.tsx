import { Button, Tooltip, VisuallyHidden, type ButtonProps } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { useId, useLayoutEffect, useRef, type ComponentProps, type MouseEvent } from 'react';
import { useOffline } from './useOffline.ts';

type CommandButtonProps = ButtonProps & Omit<ComponentProps<'button'>, keyof ButtonProps | 'style'>;

/** A button that waits for its answer is switched off, and browsers take the focus from it: it gets that back, unless something else has it. */
function useFocusBack(isWaiting: boolean) {
  const ref = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  useLayoutEffect(() => {
    const button = ref.current;
    if (!button) return;
    const { activeElement } = button.getRootNode() as Document | ShadowRoot;
    if (isWaiting) hadFocus.current ||= activeElement === button;
    else if (hadFocus.current) {
      hadFocus.current = false;
      if (activeElement === null || activeElement === document.body) button.focus({ preventScroll: true });
    }
  }, [isWaiting]);
  return ref;
}

/** A button whose press asks something of the server: while that cannot be reached it does nothing, and says why to mouse, keyboard and screen reader. */
export function CommandButton({ onClick, disabled, ref, ...rest }: CommandButtonProps) {
  const offline = useOffline();
  const reasonId = useId();
  const merged = useMergedRef(ref, useFocusBack(rest.loading === true));
  const isOff = offline !== null && !disabled;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (isOff) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <>
      <Tooltip label={`${offline} This works again once it is back.`} disabled={!isOff} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
        <Button {...rest} ref={merged} disabled={disabled ?? false} {...(isOff && { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': reasonId })} onClick={press} />
      </Tooltip>
      {isOff && <VisuallyHidden id={reasonId}>{offline} This works again once it is back.</VisuallyHidden>}
    </>
  );
}
