import { useCallback, useRef, type FocusEvent, type RefCallback } from 'react';

interface KeptFocus<Box extends HTMLElement> {
  ref: RefCallback<Box>;
  tabIndex: -1;
  'data-keeps-focus': true;
  onFocus: (event: FocusEvent) => void;
  onBlur: (event: FocusEvent) => void;
}

const isThere = (element: Element): boolean => element.isConnected && !element.matches(':disabled');
/** One that only waits for an answer comes back. */
const isGone = (element: Element): boolean => !element.isConnected || element.matches(':disabled:not([data-loading])');

/**
 * Props of a box that takes the focus when the control within it that had it is gone or switched off, as after a press that was answered.
 * Whoever uses the keyboard then goes on from there and not from the top of the page.
 */
export function useKeptFocus<Box extends HTMLElement = HTMLDivElement>(): KeptFocus<Box> {
  const focused = useRef<Element | null>(null);
  const ref = useCallback((box: Box | null) => {
    if (!box) return;
    const observer = new MutationObserver(() => {
      if (!focused.current || !isGone(focused.current)) return;
      focused.current = null;
      const { activeElement } = box.getRootNode() as Document | ShadowRoot;
      if (activeElement === null || activeElement === document.body || isGone(activeElement)) box.focus({ preventScroll: true });
    });
    observer.observe(box, { childList: true, subtree: true, attributeFilter: ['disabled', 'data-loading'] });
    return () => observer.disconnect();
  }, []);
  return {
    ref,
    tabIndex: -1,
    'data-keeps-focus': true,
    onFocus: ({ target, currentTarget }) => void (focused.current = target === currentTarget ? null : target),
    // A control that goes away is left by nobody.
    onBlur: ({ target }) => void (isThere(target) && (focused.current = null)),
  };
}
