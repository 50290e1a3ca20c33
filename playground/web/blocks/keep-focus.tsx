import { Component, createRef, type ReactNode } from 'react';
import { focusableIn } from '../focusable';

interface KeepFocusProps {
  className: string;
  children: ReactNode;
}

/**
 * Where what had the focus is taken away (a button that was pressed, when the message is redrawn), the focus stays
 * close by, so that a person at the keyboard need not begin at the top of the page.
 *
 * A class, as hooks do not see the page before it is changed.
 */
export class KeepFocus extends Component<KeepFocusProps> {
  private readonly root = createRef<HTMLDivElement>();

  override getSnapshotBeforeUpdate(): Element | null {
    const active = document.activeElement;
    return active !== null && this.root.current?.contains(active) ? active : null;
  }

  override componentDidUpdate(_props: KeepFocusProps, _state: unknown, before: Element | null): void {
    const root = this.root.current;
    if (root === null || before === null || before.isConnected) return;
    const [next] = focusableIn(root);
    if (next === undefined) root.tabIndex = -1;
    (next ?? root).focus({ preventScroll: true });
  }

  override render(): ReactNode {
    return (
      <div ref={this.root} className={this.props.className}>
        {this.props.children}
      </div>
    );
  }
}
