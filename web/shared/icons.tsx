import type { ReactNode } from 'react';

function Icon({ children, size = 16 }: { children: ReactNode; size?: number | undefined }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

type Size = { size?: number };

export const CheckIcon = ({ size }: Size) => <Icon size={size}><path d="m3.5 8.5 3 3 6-7" /></Icon>;
export const CrossIcon = ({ size }: Size) => <Icon size={size}><path d="m4.5 4.5 7 7m0-7-7 7" /></Icon>;
export const DashIcon = ({ size }: Size) => <Icon size={size}><path d="M4 8h8" /></Icon>;
export const DotIcon = ({ size }: Size) => <Icon size={size}><circle cx="8" cy="8" r="1.6" fill="currentColor" stroke="none" /></Icon>;
export const ChevronIcon = ({ size }: Size) => <Icon size={size}><path d="m6 4 4 4-4 4" /></Icon>;
export const SearchIcon = ({ size }: Size) => <Icon size={size}><circle cx="7" cy="7" r="4.2" /><path d="m10.2 10.2 3.6 3.6" /></Icon>;
export const AlertIcon = ({ size }: Size) => <Icon size={size}><path d="M8 2.2 14.3 13H1.7L8 2.2ZM8 6.4v3M8 11.3v.1" /></Icon>;
export const ShieldIcon = ({ size }: Size) => <Icon size={size}><path d="M8 1.8 13 3.6v4c0 3.1-2.1 5.4-5 6.6-2.9-1.2-5-3.5-5-6.6v-4L8 1.8ZM5.8 7.9l1.6 1.6 2.9-3.2" /></Icon>;
export const UndoIcon = ({ size }: Size) => <Icon size={size}><path d="M5.5 3 2.8 5.7l2.7 2.7M3 5.7h6.2a3.6 3.6 0 0 1 0 7.2H6" /></Icon>;
export const SunIcon = ({ size }: Size) => <Icon size={size}><circle cx="8" cy="8" r="2.8" /><path d="M8 1.5v1.2m0 10.6v1.2M1.5 8h1.2m10.6 0h1.2M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9" /></Icon>;
export const MoonIcon = ({ size }: Size) => <Icon size={size}><path d="M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1Z" /></Icon>;
export const ScreenIcon = ({ size }: Size) => <Icon size={size}><rect x="2" y="3" width="12" height="8" rx="1.2" /><path d="M6 13.5h4" /></Icon>;
export const NovaIcon = ({ size }: Size) => (
  <svg width={size ?? 20} height={size ?? 20} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d="M10 0c.7 6 3.3 9 10 10-6.7 1-9.3 4-10 10-.7-6-3.3-9-10-10 6.7-1 9.3-4 10-10Z" fill="currentColor" />
  </svg>
);
