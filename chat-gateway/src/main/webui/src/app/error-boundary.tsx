import type { ReactNode } from 'react';
import { Component } from 'react';
import { FailedState } from '@/shared/ui/states';

interface Props {
  text: string;
  action: string;
  children: ReactNode;
}

/** The last resort: a part of the page that broke says so instead of leaving a blank window. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) {
      return this.props.children;
    }
    return (
      <FailedState
        text={this.props.text}
        retryLabel={this.props.action}
        onRetry={() => window.location.reload()}
      />
    );
  }
}
