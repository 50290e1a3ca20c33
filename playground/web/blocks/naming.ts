/** How a control is called, and what is said with it. */
export interface Naming {
  /** of the control itself, for its label */
  id: string;
  /** ids */
  labelledBy?: string;
  describedBy?: string;
  /** where nothing on the screen names it */
  label?: string;
  isInvalid: boolean;
  isRequired: boolean;
}

/** The attributes of a control that takes text, or one of several. */
export function ariaOf({ labelledBy, describedBy, label, isInvalid, isRequired }: Naming) {
  return {
    'aria-labelledby': labelledBy,
    'aria-label': labelledBy === undefined ? label : undefined,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    'aria-required': isRequired || undefined,
  };
}
