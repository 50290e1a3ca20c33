/** The form for oneself, and its fields. */
export const settingsIds = {
  form: 'settings.form.save',
  purposes: 'purposes',
  quoting: 'quoting',
  inPicture: 'in_picture',
  days: 'days',
  from: 'from',
  to: 'to',
  pause: 'pause',
  homeOnly: 'home_only',
  asks: 'asks',
} as const;

export const ASKS_OFF = 'off';

/** The form for the workspace; its fields are named after the settings. */
export const workspaceIds = { form: 'settings.workspace.save', unset: 'unset' } as const;

export const YES = 'yes';
