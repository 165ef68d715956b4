import { Component, type ReactNode } from 'react';

interface ChunkBoundaryProps {
  /** Shown instead when a part of the page could not be loaded. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Keeps the page standing when a part that is loaded on demand cannot be had, as after an update of the server. */
export class ChunkBoundary extends Component<ChunkBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
