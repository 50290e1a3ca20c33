import { Component } from 'react';
import type { ReactNode } from 'react';

/** Shows something else where what is in it cannot be drawn. React has this for classes alone. */
export class Boundary extends Component<{ otherwise: ReactNode; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.otherwise : this.props.children;
  }
}
