/** Lets everything through at once, unless it is told to hold it back. */
export class Holding {
  private held: (() => void)[] | undefined;

  /** From now on all waits; gives what lets it go, once and for all. */
  begin(): () => void {
    this.held ??= [];
    return () => {
      const held = this.held ?? [];
      this.held = undefined;
      for (const go of held) go();
    };
  }

  pass(go: () => void): void {
    if (this.held) this.held.push(go);
    else go();
  }
}
