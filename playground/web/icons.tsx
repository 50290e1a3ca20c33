import type { ReactNode } from 'react';

/** All are decoration: what they stand on has words. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** Goodturn's own mark. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" />
      <circle cx="11" cy="20" r="5" />
      <path d="M11 9h5a6 6 0 0 1 6 6v4M18.5 16 22 19.5 25.5 16" />
    </svg>
  );
}

const stroked = (name: string, path: string) => {
  function Stroked() {
    return (
      <Icon>
        <path d={path} />
      </Icon>
    );
  }
  Stroked.displayName = name;
  return Stroked;
};

export const BackIcon = stroked('BackIcon', 'M12 4.5 6.5 10l5.5 5.5');
export const CloseIcon = stroked('CloseIcon', 'M5 5l10 10M15 5 5 15');
export const ChevronIcon = stroked('ChevronIcon', 'M5 7.5l5 5 5-5');
export const PlusIcon = stroked('PlusIcon', 'M10 4v12M4 10h12');
export const CheckIcon = stroked('CheckIcon', 'M4 10.5l4 4 8-9');
export const LightningIcon = stroked('LightningIcon', 'M11 2.5 4.5 11.5H10l-1 6 6.5-9H10z');
export const SendIcon = stroked('SendIcon', 'M3.5 10 16.5 4 12 16.5 9.5 11zM9.5 11l3-3');
export const ClockIcon = stroked('ClockIcon', 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6.5V10l2.5 2');
export const LockIcon = stroked('LockIcon', 'M5 9.5h10V16H5zM7 9.5V7a3 3 0 0 1 6 0v2.5');
export const WindowIcon = stroked('WindowIcon', 'M11.5 4H16v4.5M16 4 9.5 10.5M8 5H4v11h11v-4');
export const EyeIcon = stroked(
  'EyeIcon',
  'M2 10c2-3.5 4.8-5 8-5s6 1.5 8 5c-2 3.5-4.8 5-8 5s-6-1.5-8-5zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
);
export const SmileIcon = stroked(
  'SmileIcon',
  'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7 11.5c1.5 2.5 4.5 2.5 6 0M7.5 7.8v.4M12.5 7.8v.4',
);
export const FileIcon = stroked('FileIcon', 'M5 3h6.5L15 6.5V17H5zM11.5 3v3.5H15');
export const ArrowIcon = stroked('ArrowIcon', 'M3 10h13M11 5l5 5-5 5');

export function MoreIcon() {
  return (
    <Icon>
      <path d="M4 10h.01M10 10h.01M16 10h.01" strokeWidth="3" />
    </Icon>
  );
}
