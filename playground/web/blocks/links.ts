import { AT } from '../../page/contract';

/** The address where it is one that a link may have, null otherwise: it would run as script, or lead to no page. */
export function safeHref(address: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)[^\s]+$/i.test(address)) return null;
  return URL.canParse(address) ? address : null;
}

/** The same for a picture: one of the workspace's own files, as nothing from elsewhere is loaded. */
export function safeImage(address: string): string | null {
  return address.startsWith(AT.files) || /^data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]/i.test(address)
    ? address
    : null;
}
