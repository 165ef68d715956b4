import { useEffect, useId, useState, type ReactNode } from 'react';
import { ChevronIcon } from './icons.tsx';

interface DisclosureProps {
  label: ReactNode;
  children: ReactNode;
  /** Open from the first, and again when it turns true. */
  startsOpen?: boolean;
  onToggle?: (isOpen: boolean) => void;
}

/** A line that opens what belongs to it. What is closed is not rendered, so long lists stay light. */
export function Disclosure({ label, children, startsOpen = false, onToggle }: DisclosureProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  useEffect(() => {
    if (startsOpen) setOpen(true);
  }, [startsOpen]);
  const panelId = useId();
  return (
    <div className="disclosure">
      <button type="button" className="mantine-focus-auto disclosure-button" aria-expanded={isOpen} aria-controls={panelId} onClick={() => (setOpen(!isOpen), onToggle?.(!isOpen))}>
        <span className="disclosure-chevron" data-open={isOpen || undefined}>
          <ChevronIcon size={14} />
        </span>
        {label}
      </button>
      <div id={panelId} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
