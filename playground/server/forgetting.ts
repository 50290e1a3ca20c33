/** Forgets what is oldest beyond so many. */
export function forgetOldest(kept: Map<string, unknown> | unknown[], most: number): void {
  if (Array.isArray(kept)) {
    if (kept.length > most) kept.splice(0, kept.length - most);
    return;
  }
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}
