import type { ReactNode } from 'react';

interface TagProps {
  /** Of the theme; an outline where there is none. */
  color?: string;
  size?: 'sm' | 'md';
  /** What a screen reader says in place of the content. */
  label?: string;
  children: ReactNode;
}

/** Looks like a badge of the library and is a single element: for lists that draw hundreds of rows while they are scrolled. */
export function Tag({ color, size = 'md', label, children }: TagProps) {
  return <span className="tag" data-size={size} data-color={color} {...(label !== undefined && { role: 'img', 'aria-label': label })}>{children}</span>;
}
